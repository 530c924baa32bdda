package dev.rationale.client.token;

import dev.rationale.client.CdsClient;
import dev.rationale.client.Endpoint;
import dev.rationale.client.SignatureAlgorithm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Every rule that a token of a known issuer must keep beside its signature
/// ([CDS Hooks 2.0.1, Trusting CDS Clients](https://cds-hooks.hl7.org/2.0.1/#trusting-cds-clients)), in the order in
/// which they are looked at.
final class TokenRules {
    private static final int LONGEST_ID = 256;

    private TokenRules() {}

    /// A token as it was presented: by whom, where and when.
    record Presented(Token token, CdsClient client, Endpoint endpoint, Instant now) {
        /// Our time in seconds, shifted by what the client's clock may be wrong.
        private long now(int direction) {
            return now.getEpochSecond() + direction * client.clockSkew().toSeconds();
        }

        private Optional<Long> life() {
            return token.time("exp").flatMap(exp -> token.time("iat").map(iat -> exp - iat));
        }
    }

    private record Rule(TokenFault fault, Predicate<Presented> kept) {}

    private static final List<Rule> RULES = List.of(
            new Rule(TokenFault.WRONG_TYPE, TokenRules::isTyped),
            new Rule(TokenFault.CRITICAL_HEADER, one -> !one.token().header().has("crit")),
            new Rule(TokenFault.WRONG_ALGORITHM, TokenRules::signsAsRegistered),
            new Rule(TokenFault.NO_KEY_ID, one -> one.token().header("kid").isPresent()),
            new Rule(TokenFault.FOREIGN_KEY_SET, TokenRules::namesNoOtherKeys),
            new Rule(TokenFault.WRONG_AUDIENCE, TokenRules::isForThisEndpoint),
            new Rule(TokenFault.NO_EXPIRY, one -> one.token().time("exp").isPresent()),
            new Rule(
                    TokenFault.EXPIRED,
                    one -> one.token()
                            .time("exp")
                            .filter(exp -> exp > one.now(-1))
                            .isPresent()),
            new Rule(TokenFault.NO_TIME_OF_ISSUE, one -> one.token().time("iat").isPresent()),
            new Rule(
                    TokenFault.FROM_THE_FUTURE,
                    one -> one.token()
                            .time("iat")
                            .filter(iat -> iat <= one.now(1))
                            .isPresent()),
            new Rule(TokenFault.LIVES_TOO_LONG, TokenRules::livesShortly),
            new Rule(TokenFault.NOT_YET_VALID, TokenRules::isValidAlready),
            new Rule(TokenFault.NO_ID, TokenRules::hasAnId),
            new Rule(TokenFault.WRONG_TENANT, TokenRules::isOfATenant));

    /// The first rule that is broken.
    static Optional<TokenFault> broken(Presented presented) {
        return RULES.stream()
                .filter(rule -> !rule.kept().test(presented))
                .map(Rule::fault)
                .findFirst();
    }

    /// Types are written in any case ([RFC 7519](https://www.rfc-editor.org/rfc/rfc7519#section-5.1)).
    private static boolean isTyped(Presented one) {
        return one.token().header("typ").filter("JWT"::equalsIgnoreCase).isPresent();
    }

    private static boolean signsAsRegistered(Presented one) {
        return one.token()
                .header("alg")
                .flatMap(SignatureAlgorithm::named)
                .filter(one.client().algorithms()::contains)
                .isPresent();
    }

    private static boolean namesNoOtherKeys(Presented one) {
        return !one.token().header().has("jku")
                || one.token()
                        .header("jku")
                        .filter(jku -> jku.equals(one.client().keys().jku()))
                        .isPresent();
    }

    private static boolean isForThisEndpoint(Presented one) {
        return one.token().audiences().stream()
                .anyMatch(audience -> one.endpoint().audiences().contains(audience)
                        || one.client().audiences().contains(audience));
    }

    private static boolean livesShortly(Presented one) {
        return one.life()
                .filter(life -> life > 0 && life <= one.client().longestLife().toSeconds())
                .isPresent();
    }

    private static boolean isValidAlready(Presented one) {
        return !one.token().has("nbf")
                || one.token().time("nbf").filter(nbf -> nbf <= one.now(1)).isPresent();
    }

    private static boolean hasAnId(Presented one) {
        return one.token().claim("jti").filter(TokenRules::isPlain).isPresent();
    }

    private static boolean isOfATenant(Presented one) {
        if (one.client().tenants().isEmpty() && !one.token().has("tenant")) {
            return true;
        }
        return one.token()
                .claim("tenant")
                .filter(tenant -> one.client().tenants().isEmpty()
                        ? isPlain(tenant)
                        : one.client().tenants().contains(tenant))
                .isPresent();
    }

    /// What can be kept and compared: no control characters, no halves of characters, not too long.
    private static boolean isPlain(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_ID
                && text.codePoints()
                        .noneMatch(point ->
                                Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
    }
}
