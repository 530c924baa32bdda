package dev.rationale.client.token;

import com.nimbusds.jose.util.Base64URL;
import dev.rationale.client.CdsClient;
import dev.rationale.client.Endpoint;
import dev.rationale.client.SignatureAlgorithm;
import dev.rationale.client.VerificationKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Whether a token that was read is a client's own: every rule kept, signed by one of the client's keys.
/// Whether it was used before is not looked at here.
final class TokenVerifier {
    private final KeyRing keys;
    private final Clock clock;

    TokenVerifier(KeyRing keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// What keeps a token from being trusted; empty when nothing does.
    Optional<TokenFault> fault(Token token, CdsClient client, Endpoint endpoint) {
        return TokenRules.broken(new TokenRules.Presented(token, client, endpoint, clock.instant()))
                .or(() -> signatureFault(token, client));
    }

    private Optional<TokenFault> signatureFault(Token token, CdsClient client) {
        var algorithm = token.header("alg").flatMap(SignatureAlgorithm::named).orElseThrow();
        var key = keys.find(client.keys(), token.header("kid").orElseThrow());
        if (key.isEmpty()) {
            return Optional.of(TokenFault.UNKNOWN_KEY);
        }
        return signatureFault(key.get(), algorithm, token.signed(), token.signature());
    }

    private static Optional<TokenFault> signatureFault(
            VerificationKey key, SignatureAlgorithm algorithm, String signed, Base64URL signature) {
        if (!key.fits(algorithm)) {
            return Optional.of(TokenFault.WRONG_KEY);
        }
        return key.verifies(algorithm, signed, signature) ? Optional.empty() : Optional.of(TokenFault.WRONG_SIGNATURE);
    }

    /// When a verified token can be forgotten: nobody could use it any longer.
    static Instant forgetAfter(Token token, CdsClient client) {
        return Instant.ofEpochSecond(token.time("exp").orElseThrow())
                .plus(client.clockSkew())
                .plusSeconds(1);
    }
}
