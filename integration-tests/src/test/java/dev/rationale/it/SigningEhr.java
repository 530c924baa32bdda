package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/// An EHR that signs its calls, written against the specification.
///
/// @param base the service's public URL, by which tokens name it
record SigningEhr(String name, JWK key, String algorithm, String base) {
    static final String SERVICE = "/cds-services/kfre-ckd";

    static SigningEhr es384(String name, String base) {
        try {
            return new SigningEhr(
                    name, new ECKeyGenerator(Curve.P_384).keyID(name + "-1").generate(), "ES384", base);
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static SigningEhr rs384(String name, String base) {
        try {
            return new SigningEhr(
                    name, new RSAKeyGenerator(2048).keyID(name + "-1").generate(), "RS384", base);
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    String issuer() {
        return "https://" + name + ".example.org/";
    }

    ObjectNode keySet() {
        var set = JSON.createObjectNode();
        try {
            set.putArray("keys").add(JSON.readTree(key.toPublicJWK().toJSONString()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return set;
    }

    /// Its registration, with the keys inline.
    ObjectNode registration() {
        var registration = JSON.createObjectNode();
        registration.put("issuer", issuer());
        registration.putObject("keys").set("inline", keySet());
        registration.putArray("services").add("kfre-ckd");
        return registration;
    }

    /// A file of registrations; JSON is YAML too.
    static Path file(Path folder, ObjectNode registrations) {
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve("clients.yaml"), registrations.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    ObjectNode claims(String path) {
        var now = Instant.now().getEpochSecond();
        return JSON.createObjectNode()
                .put("iss", issuer())
                .put("aud", base + path)
                .put("iat", now)
                .put("exp", now + 300)
                .put("jti", UUID.randomUUID().toString());
    }

    /// A token for an endpoint.
    String token(String path) {
        return token(path, claims -> {});
    }

    String token(String path, Consumer<ObjectNode> change) {
        var claims = claims(path);
        change.accept(claims);
        var header = JSON.createObjectNode()
                .put("alg", algorithm)
                .put("kid", key.getKeyID())
                .put("typ", "JWT");
        var signed = Base64URL.encode(header.toString()) + "." + Base64URL.encode(claims.toString());
        try {
            JWSSigner signer = key instanceof ECKey point ? new ECDSASigner(point) : new RSASSASigner((RSAKey) key);
            return signed + "."
                    + signer.sign(
                            new JWSHeader(JWSAlgorithm.parse(algorithm)), signed.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    Response discovery(String address) {
        return given().header("Authorization", "Bearer " + token("/cds-services"))
                .get(address + "/cds-services");
    }

    Response call(String address, JsonNode body) {
        return post(address + SERVICE, body, token(SERVICE));
    }

    static Response post(String address, JsonNode body, String token) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(body.toString())
                .post(address);
    }
}
