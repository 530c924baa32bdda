package dev.rationale.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;

/// One public key, ready to verify signatures. Can be used by several threads at once.
public final class VerificationKey {
    private final JWK key;
    private final JWSVerifier verifier;

    VerificationKey(JWK key, JWSVerifier verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    /// The key's id, unique in its set.
    public String id() {
        return key.getKeyID();
    }

    /// Whether the key's type, its curve and, where it names one, its own algorithm are those of this algorithm.
    public boolean fits(SignatureAlgorithm algorithm) {
        return algorithm.fits(key)
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm.jws()));
    }

    /// Whether the signature is this key's.
    public boolean verifies(SignatureAlgorithm algorithm, String signed, Base64URL signature) {
        try {
            return fits(algorithm)
                    && verifier.verify(
                            new JWSHeader(algorithm.jws()), signed.getBytes(StandardCharsets.US_ASCII), signature);
        } catch (JOSEException notASignature) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "VerificationKey " + id();
    }
}
