package dev.rationale.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.Provider;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/// The usable public keys of a JSON Web Key Set ([RFC 7517](https://www.rfc-editor.org/rfc/rfc7517#section-5)),
/// by their ids.
public final class KeySet {
    private static final int RSA_BITS = 2048;
    private static final Provider ELLIPTIC = new BouncyCastleProvider();

    private final Map<String, VerificationKey> keys;

    private KeySet(Map<String, VerificationKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /// A set without keys.
    public static KeySet empty() {
        return new KeySet(Map.of());
    }

    /// A set and what was wrong with the keys that are not in it.
    ///
    /// @param problems by the place of the key, such as `keys[1]`
    public record Reading(KeySet keys, Map<String, String> problems) {}

    /// Reads a set. Keys that cannot be used are left out, for a set may hold keys of other purposes.
    public static Reading read(JsonNode set) {
        var found = new ArrayList<VerificationKey>();
        var problems = new HashMap<String, String>();
        if (!set.path("keys").isArray()) {
            problems.put("keys", "There must be an array of keys.");
        }
        for (var i = 0; i < set.path("keys").size(); i++) {
            var place = "keys[" + i + "]";
            var key = set.path("keys").get(i);
            var problem = problem(key);
            if (problem == null) {
                found.add(new VerificationKey(parsed(key), verifier(parsed(key))));
            } else {
                problems.put(place, problem);
            }
        }
        return new Reading(new KeySet(unambiguous(found, problems)), Map.copyOf(problems));
    }

    /// An id that two keys share says nothing: neither is used.
    private static Map<String, VerificationKey> unambiguous(List<VerificationKey> found, Map<String, String> problems) {
        var keys = new HashMap<String, VerificationKey>();
        for (var key : found) {
            if (found.stream().filter(other -> other.id().equals(key.id())).count() > 1) {
                problems.put("keys", "Two keys have the same kid.");
            } else {
                keys.put(key.id(), key);
            }
        }
        return keys;
    }

    private static @Nullable String problem(JsonNode key) {
        try {
            var parsed = JWK.parse(key.toString());
            if (parsed.isPrivate()) {
                return "This is a private key. It must leave its owner never; make a new pair.";
            }
            if (parsed.getKeyID() == null || parsed.getKeyID().isBlank()) {
                return "The key has no kid.";
            }
            if (KeyUse.ENCRYPTION.equals(parsed.getKeyUse())
                    || (parsed.getKeyOperations() != null
                            && !parsed.getKeyOperations().contains(KeyOperation.VERIFY))) {
                return "The key is not for signatures.";
            }
            if (parsed instanceof RSAKey && parsed.size() < RSA_BITS) {
                return "An RSA key must have " + RSA_BITS + " bits or more.";
            }
            var verifier = verifier(parsed);
            return verifier.supportedJWSAlgorithms().isEmpty() ? "The key's curve is not known." : null;
        } catch (ParseException | RuntimeException unreadable) {
            // Whatever the library makes of what others publish, it is no key.
            return "This is no public key of type EC (P-256, P-384, P-521) or RSA.";
        }
    }

    private static JWK parsed(JsonNode key) {
        try {
            return JWK.parse(key.toString());
        } catch (ParseException impossible) {
            throw new IllegalStateException("it was read before", impossible);
        }
    }

    private static JWSVerifier verifier(JWK key) {
        try {
            return switch (key) {
                case ECKey point -> elliptic(point);
                case RSAKey modulus -> new RSASSAVerifier(modulus);
                default -> throw new IllegalArgumentException("another type of key");
            };
        } catch (JOSEException unusable) {
            throw new IllegalArgumentException(unusable);
        }
    }

    /// A call's signature is the dearest part of knowing who calls: P-384 takes the JDK's provider seven times as long
    /// as this one. Nothing here is secret, so no time has to be constant.
    private static JWSVerifier elliptic(ECKey key) throws JOSEException {
        var verifier = new ECDSAVerifier(key.toECPublicKey(ELLIPTIC));
        verifier.getJCAContext().setProvider(ELLIPTIC);
        return verifier;
    }

    /// The key of this id.
    public Optional<VerificationKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /// All of them, by their ids.
    public List<VerificationKey> all() {
        return keys.values().stream()
                .sorted(Comparator.comparing(VerificationKey::id))
                .toList();
    }

    /// How many keys there are.
    public int size() {
        return keys.size();
    }

    @Override
    public String toString() {
        return "KeySet of " + keys.size();
    }
}
