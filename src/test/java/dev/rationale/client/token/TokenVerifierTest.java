package dev.rationale.client.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import dev.rationale.Later;
import dev.rationale.client.CdsClient;
import dev.rationale.client.Ehr;
import dev.rationale.client.Endpoint;
import dev.rationale.client.ForbiddenAddresses;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every rule by a token that breaks it alone, beside the same token that keeps it.
class TokenVerifierTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long SECONDS = NOW.getEpochSecond();
    private static final Ehr EHR = Ehr.es384("key-1");
    private static final Ehr STRANGER = Ehr.es384("key-1");

    private final Later clock = new Later(NOW);
    private final TokenVerifier verifier = new TokenVerifier(
            new KeyRing(new KeyFetcher(ForbiddenAddresses.ofThisMachine()), clock, new SimpleMeterRegistry()), clock);

    private Optional<TokenFault> fault(String token, CdsClient client) {
        return fault(token, client, Ehr.ENDPOINT);
    }

    private Optional<TokenFault> fault(String token, CdsClient client, Endpoint endpoint) {
        return Token.read(token)
                .map(read -> verifier.fault(read, client, endpoint))
                .orElse(Optional.of(TokenFault.MALFORMED));
    }

    private static CdsClient client() {
        return Ehr.client(EHR.registration());
    }

    private static CdsClient client(Consumer<ObjectNode> change) {
        var registration = EHR.registration();
        change.accept(registration);
        return Ehr.client(registration);
    }

    private static String token(Consumer<ObjectNode> header, Consumer<ObjectNode> claims) {
        var head = EHR.header();
        header.accept(head);
        var body = Ehr.claims(NOW);
        claims.accept(body);
        return EHR.sign(head.toString(), body.toString());
    }

    private static String claims(Consumer<ObjectNode> change) {
        return token(header -> {}, change);
    }

    private static String header(Consumer<ObjectNode> change) {
        return token(change, claims -> {});
    }

    @Test
    void trusts_a_token_that_keeps_every_rule() {
        assertThat(fault(EHR.token(NOW), client())).isEmpty();
    }

    static Stream<Arguments> algorithms() {
        return Stream.of(
                arguments(Ehr.elliptic("k", Curve.P_256, "ES256")),
                arguments(Ehr.elliptic("k", Curve.P_384, "ES384")),
                arguments(Ehr.elliptic("k", Curve.P_521, "ES512")),
                arguments(Ehr.rsa("k", "RS256")),
                arguments(Ehr.rsa("k", "RS384")),
                arguments(Ehr.rsa("k", "RS512")),
                arguments(Ehr.rsa("k", "PS256")),
                arguments(Ehr.rsa("k", "PS384")),
                arguments(Ehr.rsa("k", "PS512")));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void trusts_each_algorithm_that_is_registered_and_no_other(Ehr ehr) {
        var registration = ehr.registration();
        registration.putArray("algorithms").add(ehr.algorithm());
        assertThat(fault(ehr.token(NOW), Ehr.client(registration))).isEmpty();
        registration.putArray("algorithms").add(ehr.algorithm().equals("ES384") ? "RS384" : "ES384");
        assertThat(fault(ehr.token(NOW), Ehr.client(registration))).contains(TokenFault.WRONG_ALGORITHM);
    }

    @ParameterizedTest
    @CsvSource({"ES256, false", "ES384, true", "RS256, false", "RS384, true", "PS384, false"})
    void trusts_the_two_recommended_algorithms_where_none_is_registered(String algorithm, boolean trusted) {
        var ehr = algorithm.startsWith("ES")
                ? Ehr.elliptic("k", algorithm.equals("ES256") ? Curve.P_256 : Curve.P_384, algorithm)
                : Ehr.rsa("k", algorithm);
        assertThat(fault(ehr.token(NOW), Ehr.client(ehr.registration())).isEmpty())
                .isEqualTo(trusted);
    }

    static Stream<Arguments> alteredClaims() {
        return Stream.of(
                altered("another endpoint", TokenFault.WRONG_AUDIENCE, c -> c.put("aud", Ehr.BASE + "/cds-services")),
                altered(
                        "a trailing slash",
                        TokenFault.WRONG_AUDIENCE,
                        c -> c.put("aud", c.path("aud").asText() + "/")),
                altered("no audience", TokenFault.WRONG_AUDIENCE, c -> c.remove("aud")),
                altered("an empty list of audiences", TokenFault.WRONG_AUDIENCE, c -> c.putArray("aud")),
                altered(
                        "an audience that is no text",
                        TokenFault.WRONG_AUDIENCE,
                        c -> c.putArray("aud")
                                .add(Ehr.BASE + "/cds-services/kfre-ckd")
                                .add(7)),
                altered(
                        "an object as audience",
                        TokenFault.WRONG_AUDIENCE,
                        c -> c.putObject("aud").put("x", Ehr.BASE + "/cds-services/kfre-ckd")),
                altered("no exp", TokenFault.NO_EXPIRY, c -> c.remove("exp")),
                altered("exp as text", TokenFault.NO_EXPIRY, c -> c.put("exp", "" + (SECONDS + 300))),
                altered("exp beyond reason", TokenFault.NO_EXPIRY, c -> c.put("exp", 1e300)),
                altered("a negative exp", TokenFault.NO_EXPIRY, c -> c.put("exp", -5)),
                altered(
                        "an exp that is over",
                        TokenFault.EXPIRED,
                        c -> c.put("iat", SECONDS - 330).put("exp", SECONDS - 30)),
                altered("no iat", TokenFault.NO_TIME_OF_ISSUE, c -> c.remove("iat")),
                altered("iat null", TokenFault.NO_TIME_OF_ISSUE, c -> c.putNull("iat")),
                altered("iat to come", TokenFault.FROM_THE_FUTURE, c -> c.put("iat", SECONDS + 31)),
                altered("a life of 301 s", TokenFault.LIVES_TOO_LONG, c -> c.put("exp", SECONDS + 301)),
                altered("exp at iat", TokenFault.LIVES_TOO_LONG, c -> c.put("exp", SECONDS)),
                altered("nbf to come", TokenFault.NOT_YET_VALID, c -> c.put("nbf", SECONDS + 31)),
                altered("nbf as text", TokenFault.NOT_YET_VALID, c -> c.put("nbf", "soon")),
                altered("no jti", TokenFault.NO_ID, c -> c.remove("jti")),
                altered("an empty jti", TokenFault.NO_ID, c -> c.put("jti", "")),
                altered("a jti that is a number", TokenFault.NO_ID, c -> c.put("jti", 17)),
                altered("a jti of 257 characters", TokenFault.NO_ID, c -> c.put("jti", "j".repeat(257))),
                altered("a jti with a NUL", TokenFault.NO_ID, c -> c.put("jti", "a\0b")),
                altered("a tenant that is no text", TokenFault.WRONG_TENANT, c -> c.put("tenant", 7)));
    }

    private static Arguments altered(String how, TokenFault fault, Consumer<ObjectNode> change) {
        return arguments(how, fault, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alteredClaims")
    void refuses_a_token_whose_claims_break_one_rule(String how, TokenFault fault, Consumer<ObjectNode> change) {
        assertThat(fault(claims(change), client())).contains(fault);
        assertThat(fault(claims(c -> {}), client())).isEmpty();
    }

    static Stream<Arguments> keptClaims() {
        return Stream.of(
                kept(
                        "a list of audiences",
                        c -> c.putArray("aud")
                                .add("https://other.example.org")
                                .add(Ehr.BASE + "/cds-services/kfre-ckd")),
                kept(
                        "exp just not over, our clock being fast",
                        c -> c.put("iat", SECONDS - 329).put("exp", SECONDS - 29)),
                kept("iat to come, our clock being slow", c -> c.put("iat", SECONDS + 30)),
                kept("times with fractions", c -> c.put("iat", SECONDS + 0.5).put("exp", SECONDS + 300.25)),
                kept("nbf five minutes ago, as Epic sends it", c -> c.put("nbf", SECONDS - 300)),
                kept("a sub, as Epic sends it", c -> c.put("sub", "client-id")),
                kept("a jti of 256 characters", c -> c.put("jti", "j".repeat(256))),
                kept("a tenant where none is registered", c -> c.put("tenant", "north")));
    }

    private static Arguments kept(String how, Consumer<ObjectNode> change) {
        return arguments(how, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keptClaims")
    void trusts_a_token_whose_claims_are_odd_and_keep_every_rule(String how, Consumer<ObjectNode> change) {
        assertThat(fault(claims(change), client())).isEmpty();
    }

    static Stream<Arguments> alteredHeaders() {
        return Stream.of(
                altered("no typ", TokenFault.WRONG_TYPE, h -> h.remove("typ")),
                altered("another typ", TokenFault.WRONG_TYPE, h -> h.put("typ", "at+jwt")),
                altered("a typ that is no text", TokenFault.WRONG_TYPE, h -> h.put("typ", true)),
                altered(
                        "crit",
                        TokenFault.CRITICAL_HEADER,
                        h -> h.putArray("crit").add("exp")),
                altered("no alg", TokenFault.WRONG_ALGORITHM, h -> h.remove("alg")),
                altered("alg none", TokenFault.WRONG_ALGORITHM, h -> h.put("alg", "none")),
                altered("alg None", TokenFault.WRONG_ALGORITHM, h -> h.put("alg", "None")),
                altered("alg HS384", TokenFault.WRONG_ALGORITHM, h -> h.put("alg", "HS384")),
                altered("alg es384", TokenFault.WRONG_ALGORITHM, h -> h.put("alg", "es384")),
                altered("alg of another key type", TokenFault.WRONG_KEY, h -> h.put("alg", "RS384")),
                altered("no kid", TokenFault.NO_KEY_ID, h -> h.remove("kid")),
                altered("another kid", TokenFault.UNKNOWN_KEY, h -> h.put("kid", "key-2")),
                altered(
                        "a jku that is not registered",
                        TokenFault.FOREIGN_KEY_SET,
                        h -> h.put("jku", "http://127.0.0.1:1/keys")),
                altered("a jku that is no text", TokenFault.FOREIGN_KEY_SET, h -> h.put("jku", 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alteredHeaders")
    void refuses_a_token_whose_header_breaks_one_rule(String how, TokenFault fault, Consumer<ObjectNode> change) {
        assertThat(fault(header(change), client())).contains(fault);
        assertThat(fault(header(h -> {}), client())).isEmpty();
    }

    @Test
    void takes_the_type_in_any_case() {
        assertThat(fault(header(h -> h.put("typ", "jwt")), client())).isEmpty();
    }

    @Test
    void takes_the_registered_jku_and_no_other() {
        var registered = client(r -> ((ObjectNode) r.path("keys")).put("jku", "https://ehr.example.org/keys"));
        assertThat(fault(header(h -> h.put("jku", "https://ehr.example.org/keys")), registered))
                .isEmpty();
        assertThat(fault(header(h -> h.put("jku", "https://ehr.example.org/keys/")), registered))
                .contains(TokenFault.FOREIGN_KEY_SET);
        assertThat(fault(header(h -> {}), registered)).isEmpty();
    }

    @Test
    void takes_an_audience_that_is_registered_word_for_word() {
        var registered = client(r -> r.putArray("audiences").add("https://cds.example.org/"));
        assertThat(fault(claims(c -> c.put("aud", "https://cds.example.org/")), registered))
                .isEmpty();
        assertThat(fault(claims(c -> c.put("aud", "https://cds.example.org")), registered))
                .contains(TokenFault.WRONG_AUDIENCE);
    }

    @Test
    void wants_one_of_the_registered_tenants() {
        var registered = client(r -> r.putArray("tenants").add("north").add("south"));
        assertThat(fault(claims(c -> c.put("tenant", "south")), registered)).isEmpty();
        assertThat(fault(claims(c -> c.put("tenant", "South")), registered)).contains(TokenFault.WRONG_TENANT);
        assertThat(fault(claims(c -> {}), registered)).contains(TokenFault.WRONG_TENANT);
    }

    @Test
    void lets_a_registration_allow_a_longer_life_and_another_clock() {
        var registered = client(r -> r.put("maxTokenLife", "PT1H").put("clockSkew", "PT2M"));
        assertThat(fault(claims(c -> c.put("exp", SECONDS + 3600)), registered)).isEmpty();
        assertThat(fault(claims(c -> c.put("exp", SECONDS + 3601)), registered)).contains(TokenFault.LIVES_TOO_LONG);
        assertThat(fault(claims(c -> c.put("iat", SECONDS + 120)), registered)).isEmpty();
        assertThat(fault(claims(c -> c.put("iat", SECONDS + 121)), registered)).contains(TokenFault.FROM_THE_FUTURE);
    }

    @Test
    void refuses_what_another_key_signed_though_the_token_brings_that_key_along() {
        var header = STRANGER.header();
        header.set("jwk", Ehr.tree(STRANGER.key().toPublicJWK().toJSONString()));
        var token = STRANGER.sign(header.toString(), Ehr.claims(NOW).toString());
        assertThat(fault(token, client())).contains(TokenFault.WRONG_SIGNATURE);
        assertThat(fault(token, Ehr.client(STRANGER.registration()))).isEmpty();
    }

    @Test
    void refuses_claims_that_were_changed_after_they_were_signed() {
        var parts = EHR.token(NOW).split("\\.", -1);
        var changed = Base64URL.encode(Ehr.claims(NOW).put("tenant", "other").toString());
        assertThat(fault(parts[0] + "." + changed + "." + parts[2], client())).contains(TokenFault.WRONG_SIGNATURE);
        assertThat(fault(String.join(".", parts), client())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 47, 48, 94, 95})
    void refuses_a_signature_with_one_bit_changed(int at) {
        var parts = EHR.token(NOW).split("\\.", -1);
        var signature = new Base64URL(parts[2]).decode();
        signature[at] ^= 1;
        assertThat(fault(parts[0] + "." + parts[1] + "." + Base64URL.encode(signature), client()))
                .contains(TokenFault.WRONG_SIGNATURE);
    }

    @Test
    void refuses_a_signature_of_zeros() {
        var parts = EHR.token(NOW).split("\\.", -1);
        assertThat(fault(parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[96]), client()))
                .contains(TokenFault.WRONG_SIGNATURE);
    }

    @Test
    void refuses_the_public_key_used_as_a_shared_secret() throws Exception {
        var header = EHR.header().put("alg", "HS256").toString();
        var signed = Base64URL.encode(header) + "."
                + Base64URL.encode(Ehr.claims(NOW).toString());
        var secret = EHR.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        var signature = new MACSigner(secret)
                .sign(new JWSHeader(JWSAlgorithm.HS256), signed.getBytes(StandardCharsets.US_ASCII));
        assertThat(fault(signed + "." + signature, client())).contains(TokenFault.WRONG_ALGORITHM);
    }

    @Test
    void refuses_a_key_whose_own_algorithm_is_another() throws Exception {
        var ehr = Ehr.rsa("k", "RS384");
        var registration = ehr.registration();
        var key = (ObjectNode) registration.at("/keys/inline/keys/0");
        key.put("alg", "RS256");
        assertThat(fault(ehr.token(NOW), Ehr.client(registration))).contains(TokenFault.WRONG_KEY);
        key.put("alg", "RS384");
        assertThat(fault(ehr.token(NOW), Ehr.client(registration))).isEmpty();
    }

    static Stream<String> malformed() {
        var good = EHR.token(NOW);
        var parts = good.split("\\.", -1);
        return Stream.of(
                "",
                ".",
                "..",
                parts[0] + "." + parts[1],
                parts[0] + "." + parts[1] + ".",
                good + ".",
                good + "=",
                " " + good,
                good.replace('.', '!'),
                "a" + good,
                Base64URL.encode("[]") + "." + parts[1] + "." + parts[2],
                EHR.sign(
                        "{\"alg\":\"ES384\",\"alg\":\"ES384\",\"kid\":\"key-1\",\"typ\":\"JWT\"}",
                        Ehr.claims(NOW).toString()),
                EHR.sign(EHR.header().toString(), Ehr.claims(NOW).toString().replace("{", "{\"iss\":\"x\",")),
                EHR.sign(EHR.header().toString(), Ehr.claims(NOW) + " {}"),
                EHR.sign(EHR.header().toString(), "null"),
                EHR.sign(EHR.header().toString(), "[".repeat(5000)));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refuses_what_is_no_token(String token) {
        assertThat(fault(token, client())).contains(TokenFault.MALFORMED);
    }

    /// Printed in [CDS Hooks 2.0.1](https://cds-hooks.hl7.org/2.0.1/#trusting-cds-clients): header, claims, keys and
    /// the whole token. It lives for 1288 days, which no registration may allow.
    @Test
    void verifies_the_token_of_the_specification_and_refuses_its_long_life() throws Exception {
        var golden = SpecificationExample.read();
        var example = new Later(Instant.ofEpochSecond(1311280970));
        var then = new TokenVerifier(
                new KeyRing(new KeyFetcher(ForbiddenAddresses.ofThisMachine()), example, new SimpleMeterRegistry()),
                example);
        var token = Token.read(golden.token()).orElseThrow();
        assertThat(token.header()).isEqualTo(golden.header());
        assertThat(token.claims()).isEqualTo(golden.claims());
        var endpoint = Endpoint.of("https://cds.example.org/cds-services/some-service");
        assertThat(then.fault(token, golden.client(CdsClient.LONGEST_LIFE), endpoint))
                .contains(TokenFault.LIVES_TOO_LONG);
        var anyLife = java.time.Duration.ofDays(10_000);
        assertThat(then.fault(token, golden.client(anyLife), endpoint)).isEmpty();
        var other = Endpoint.of("https://cds.example.org/cds-services/other");
        assertThat(then.fault(token, golden.client(anyLife), other)).contains(TokenFault.WRONG_AUDIENCE);
    }
}
