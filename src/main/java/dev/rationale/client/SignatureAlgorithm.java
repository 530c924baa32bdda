package dev.rationale.client;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The signature algorithms a registration may allow ([RFC 7518](https://www.rfc-editor.org/rfc/rfc7518#section-3.1)).
/// `none` and every algorithm with a shared secret are not among them.
public enum SignatureAlgorithm {
    ES256("P-256"),
    ES384("P-384"),
    ES512("P-521"),
    RS256(null),
    RS384(null),
    RS512(null),
    PS256(null),
    PS384(null),
    PS512(null);

    private final @Nullable String curve;

    /// @param curve of its keys; null for RSA keys
    SignatureAlgorithm(@Nullable String curve) {
        this.curve = curve;
    }

    /// The algorithm of this exact name.
    public static Optional<SignatureAlgorithm> named(@Nullable String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }

    /// As Nimbus knows it.
    public JWSAlgorithm jws() {
        return JWSAlgorithm.parse(name());
    }

    /// Whether a key of this type and curve is one of this algorithm.
    boolean fits(JWK key) {
        return curve == null
                ? key instanceof RSAKey
                : key instanceof ECKey point && curve.equals(point.getCurve().getName());
    }
}
