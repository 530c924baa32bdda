package dev.rationale.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.rationale.client.registration.RegistrationReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/// An EHR with one key pair: what it registers, and the tokens it signs.
public record Ehr(JWK key, String algorithm) {
    public static final String ISSUER = "https://ehr.example.org/";
    public static final String BASE = "https://cds.example.org";
    public static final Endpoint ENDPOINT = Endpoint.of(BASE + "/cds-services/kfre-ckd");
    public static final ObjectMapper JSON = new ObjectMapper();

    /// With a key pair of this kid on a curve.
    public static Ehr elliptic(String kid, Curve curve, String algorithm) {
        try {
            return new Ehr(new ECKeyGenerator(curve).keyID(kid).generate(), algorithm);
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static Ehr es384(String kid) {
        return elliptic(kid, Curve.P_384, "ES384");
    }

    public static Ehr rsa(String kid, String algorithm) {
        try {
            return new Ehr(new RSAKeyGenerator(2048).keyID(kid).generate(), algorithm);
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// Its public keys as a set.
    public ObjectNode keySet() {
        return keySet(key);
    }

    public static ObjectNode keySet(JWK... keys) {
        var set = JSON.createObjectNode();
        var list = set.putArray("keys");
        for (var key : keys) {
            list.add(tree(key.toPublicJWK().toJSONString()));
        }
        return set;
    }

    /// A registration with its keys inline and everything else as usual.
    public ObjectNode registration() {
        var registration = JSON.createObjectNode();
        registration.put("issuer", ISSUER);
        registration.putObject("keys").set("inline", keySet());
        registration.putArray("services").add("kfre-ckd");
        return registration;
    }

    /// The client that is registered so.
    public static CdsClient client(JsonNode registration) {
        var reading = new RegistrationReader(true).read("ehr", registration);
        return reading.client().orElseThrow(() -> new AssertionError(reading.problems()));
    }

    public ObjectNode header() {
        return JSON.createObjectNode()
                .put("alg", algorithm)
                .put("kid", key.getKeyID())
                .put("typ", "JWT");
    }

    /// Claims of a token for [#ENDPOINT] that lives five minutes.
    public static ObjectNode claims(Instant now) {
        return JSON.createObjectNode()
                .put("iss", ISSUER)
                .put("aud", BASE + "/cds-services/kfre-ckd")
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + 300)
                .put("jti", UUID.randomUUID().toString());
    }

    /// The usual token.
    public String token(Instant now) {
        return sign(header().toString(), claims(now).toString());
    }

    /// A token of a header and claims as they are written.
    public String sign(String header, String claims) {
        return sign(header, claims, JWSAlgorithm.parse(algorithm));
    }

    public String sign(String header, String claims, JWSAlgorithm by) {
        var signed = Base64URL.encode(header) + "." + Base64URL.encode(claims);
        try {
            JWSSigner signer = key instanceof ECKey point ? new ECDSASigner(point) : new RSASSASigner((RSAKey) key);
            return signed + "." + signer.sign(new JWSHeader(by), signed.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
            throw new IllegalStateException(notJson);
        }
    }
}
