package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What somebody makes of a good token who lacks the key it was signed with.
///
/// @param keys the realm's public keys
record Forgery(String good, JsonNode keys) {
    Map<String, String> all() {
        var forged = new LinkedHashMap<String, String>();
        forged.put("a signature with one bit changed", parts()[0] + "." + parts()[1] + "." + flipped(parts()[2]));
        forged.put("no signature", parts()[0] + "." + parts()[1] + ".");
        forged.put("a changed claim", parts()[0] + "." + changed() + "." + parts()[2]);
        forged.put("the algorithm none", signed(header -> header.put("alg", "none"), text -> new byte[0]));
        forged.put("HS256 with the public key", signed(header -> header.put("alg", "HS256"), this::mac));
        var own = ownKey();
        forged.put("another key under the realm's key id", signed(header -> {}, text -> rsa(own, text)));
        forged.put(
                "another key under an unknown id",
                signed(header -> header.put("kid", "Zyxwv-canary-7265"), text -> rsa(own, text)));
        forged.put("another key without an id", signed(header -> header.remove("kid"), text -> rsa(own, text)));
        return forged;
    }

    private interface Signer {
        byte[] sign(byte[] text) throws GeneralSecurityException;
    }

    private String[] parts() {
        return good.split("\\.");
    }

    private static String flipped(String signature) {
        var bytes = Base64.getUrlDecoder().decode(signature);
        bytes[bytes.length / 2] ^= 1;
        return encoded(bytes);
    }

    private String changed() {
        var claims = (ObjectNode) SignedIn.claims(good);
        claims.withObject("/realm_access").withArray("roles").add("integration-engineer");
        return encoded(claims.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String signed(Consumer<ObjectNode> change, Signer signer) {
        try {
            var header = (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(parts()[0]));
            change.accept(header);
            var text = encoded(header.toString().getBytes(StandardCharsets.UTF_8)) + "." + parts()[1];
            return text + "." + encoded(signer.sign(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The classic confusion: the public key's bytes taken for a shared secret.
    private byte[] mac(byte[] text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(publicKey(), "HmacSHA256"));
        return mac.doFinal(text);
    }

    private byte[] publicKey() throws GeneralSecurityException {
        for (var key : keys) {
            if ("RSA".equals(key.path("kty").asText())
                    && "sig".equals(key.path("use").asText())) {
                var modulus = new BigInteger(
                        1, Base64.getUrlDecoder().decode(key.path("n").asText()));
                var exponent = new BigInteger(
                        1, Base64.getUrlDecoder().decode(key.path("e").asText()));
                var encoded = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
                return encoded.getEncoded();
            }
        }
        throw new IllegalStateException("the realm has no RSA key");
    }

    private static PrivateKey ownKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] rsa(PrivateKey key, byte[] text) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(text);
        return signature.sign();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
