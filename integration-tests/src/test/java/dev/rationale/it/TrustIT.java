package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls of registered clients, and of everybody else.
class TrustIT {
    private static final String BASE = "https://cds.example.org/rationale";
    private static final String PAGE = "https://ehr-in-a-browser.example.org";
    private static final SigningEhr NORTH = SigningEhr.es384("north", BASE);
    private static final SigningEhr SOUTH = SigningEhr.rs384("south", BASE);
    private static final SigningEhr SLOW = SigningEhr.es384("slow", BASE);
    private static final SigningEhr ELSEWHERE = SigningEhr.es384("elsewhere", BASE);
    private static final AtomicInteger KEYS_ASKED = new AtomicInteger();

    @TempDir
    private static Path data;

    private static HttpServer keys;
    private static FakeFhir south;
    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext("/keys", exchange -> {
            KEYS_ASKED.incrementAndGet();
            try (exchange) {
                var body = NORTH.keySet().toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        keys.start();
        south = new FakeFhir();
        service = restarted(RunningService.freePort());
    }

    private static RunningService restarted(int port) {
        return RunningService.start(
                data,
                port,
                "rationale.client.file=" + SigningEhr.file(data, registrations(port)),
                "rationale.public-url=" + BASE,
                "quarkus.http.cors.enabled=true",
                "quarkus.http.cors.origins=" + PAGE);
    }

    private static ObjectNode registrations(int port) {
        var registrations = JSON.createObjectNode();
        var north = NORTH.registration();
        north.putObject("keys")
                .put("url", "http://127.0.0.1:" + keys.getAddress().getPort() + "/keys");
        north.putArray("fhirBases").add("http://127.0.0.1:" + port + "/sandbox/fhir");
        registrations.set("north", north);
        var sandboxAndOwn = SOUTH.registration();
        sandboxAndOwn.putArray("fhirBases").add(south.base());
        registrations.set("south", sandboxAndOwn);
        var slow = SLOW.registration();
        slow.putObject("rate").put("perSecond", 1).put("burst", 2);
        registrations.set("slow", slow);
        var elsewhere = ELSEWHERE.registration();
        elsewhere.putArray("services").add("another-service");
        registrations.set("elsewhere", elsewhere);
        return registrations;
    }

    @AfterAll
    static void stop() {
        service.close();
        south.close();
        keys.stop(0);
    }

    private static ObjectNode highRisk() {
        return new HookClient(service).call("high-risk");
    }

    /// With everything in it, so that no FHIR server is needed.
    private static ObjectNode withPrefetch() {
        var call = highRisk();
        call.remove("fhirServer");
        var prefetch = call.putObject("prefetch");
        tree(NORTH.discovery(service.base()))
                .at("/services/0/prefetch")
                .properties()
                .forEach(template -> {
                    var query = template.getValue()
                            .asText()
                            .replace("{{context.patientId}}", "high-risk")
                            .replace("|", "%7C");
                    prefetch.set(
                            template.getKey(),
                            tree(given().urlEncodingEnabled(false).get(service.fhir() + "/" + query)));
                });
        return call;
    }

    @Test
    void says_in_the_audit_log_which_client_called_and_which_was_refused() {
        var call = withPrefetch();
        assertThat(NORTH.call(service.base(), call).statusCode()).isEqualTo(200);
        assertThat(ELSEWHERE.call(service.base(), call).statusCode()).isEqualTo(403);
        for (int time = 0; time < 4; time++) {
            SLOW.call(service.base(), call);
        }
        RunningService.pause(Duration.ofSeconds(1));
        assertThat(audited("?agent=north")).contains(call.path("hookInstance").asText());
        assertThat(audited("?agent=elsewhere")).contains("AuthZ-Role").doesNotContain("hook-call");
        assertThat(audited("?entity=" + SigningEhr.SERVICE))
                .contains("throttled", "says-it-is\",\"valueString\":\"slow");
    }

    private static String audited(String query) {
        return given().get(service.base() + "/audit-events" + query).asString();
    }

    private static void assertBare401(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.asString())
                .isEqualTo(
                        "{\"issue\":[{\"severity\":\"error\",\"code\":\"login\",\"diagnostics\":\"Not authorized.\"}],"
                                + "\"resourceType\":\"OperationOutcome\"}");
    }

    @Test
    void answers_a_call_signed_with_es384_by_a_key_that_the_client_publishes() {
        var answer = NORTH.call(service.base(), highRisk());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(tree(answer).at("/cards/0/summary").asText()).contains("Kidney failure risk");
        assertThat(KEYS_ASKED).hasPositiveValue();
        assertThat(new HookClient(service).decision(answer).path("client").asText())
                .isEqualTo("north");
    }

    @Test
    void answers_a_client_that_offers_http_2() throws Exception {
        try (var http = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_2)
                .build()) {
            for (var turn = 0; turn < 3; turn++) {
                var request = java.net.http.HttpRequest.newBuilder(
                                java.net.URI.create(service.base() + SigningEhr.SERVICE))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + NORTH.token(SigningEhr.SERVICE))
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                highRisk().toString()))
                        .build();
                var answer = http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
        }
    }

    @Test
    void answers_a_call_signed_with_rs384_by_a_key_of_the_registration() {
        var answer = SOUTH.call(service.base(), withPrefetch());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(tree(answer).at("/cards/0/summary").asText()).contains("Kidney failure risk");
        assertThat(new HookClient(service).decision(answer).path("client").asText())
                .isEqualTo("south");
    }

    @Test
    void shows_discovery_to_clients_and_each_only_what_it_may_call() {
        assertThat(tree(NORTH.discovery(service.base())).at("/services/0/id").asText())
                .isEqualTo("kfre-ckd");
        assertThat(tree(ELSEWHERE.discovery(service.base())).path("services")).isEmpty();
        assertBare401(given().get(service.base() + "/cds-services"));
        assertBare401(given().header("Authorization", "Bearer " + NORTH.token(SigningEhr.SERVICE))
                .get(service.base() + "/cds-services"));
    }

    @Test
    void takes_feedback_with_a_token_for_the_service_or_for_its_feedback() {
        var call = highRisk();
        call.withObject("/context").put("userId", "Practitioner/who-overrides");
        var card = tree(NORTH.call(service.base(), call)).at("/cards/0/uuid").asText();
        var feedback = FeedbackIT.batch(FeedbackIT.item(card, "overridden"));
        var address = service.base() + SigningEhr.SERVICE + "/feedback";
        assertThat(SigningEhr.post(address, feedback, NORTH.token(SigningEhr.SERVICE))
                        .statusCode())
                .isEqualTo(200);
        assertThat(SigningEhr.post(address, feedback, NORTH.token(SigningEhr.SERVICE + "/feedback"))
                        .statusCode())
                .isEqualTo(200);
        assertBare401(SigningEhr.post(address, feedback, NORTH.token("/cds-services")));
        assertBare401(given().contentType("application/json")
                .body(feedback.toString())
                .post(address));
        assertBare401(SigningEhr.post(
                service.base() + SigningEhr.SERVICE, highRisk(), NORTH.token(SigningEhr.SERVICE + "/feedback")));
    }

    @Test
    void says_the_same_to_everybody_it_does_not_know() {
        var address = service.base() + SigningEhr.SERVICE;
        var stranger = SigningEhr.es384("stranger", BASE);
        var impostor = new SigningEhr("north", SigningEhr.es384("north", BASE).key(), "ES384", BASE);
        var now = java.time.Instant.now().getEpochSecond();
        for (var token : List.of(
                "no.token.atall",
                stranger.token(SigningEhr.SERVICE),
                impostor.token(SigningEhr.SERVICE),
                NORTH.token("/cds-services/other"),
                NORTH.token(
                        SigningEhr.SERVICE,
                        claims -> claims.put("iat", now - 600).put("exp", now - 300)),
                NORTH.token(SigningEhr.SERVICE, claims -> claims.put("exp", now + 3000)),
                NORTH.token(SigningEhr.SERVICE, claims -> claims.remove("jti")))) {
            assertBare401(SigningEhr.post(address, highRisk(), token));
        }
        assertBare401(given().contentType("application/json").body("{}").post(address));
        assertBare401(given().contentType("application/json").body("{}").post(service.base() + "/cds-services/other"));
    }

    @Test
    void keeps_the_reason_for_itself_and_nothing_of_the_token() {
        var token = NORTH.token(SigningEhr.SERVICE, claims -> claims.put("iss", "https://canary-4711.example.org"));
        var answer = SigningEhr.post(service.base() + SigningEhr.SERVICE, highRisk(), token);
        assertBare401(answer);
        var expired = NORTH.token(
                SigningEhr.SERVICE, claims -> claims.put("iat", 1000).put("exp", 1300));
        assertBare401(SigningEhr.post(service.base() + SigningEhr.SERVICE, highRisk(), expired));
        var log = service.logText();
        assertThat(log).doesNotContain("canary-4711", token, token.substring(token.lastIndexOf('.') + 1));
        assertThat(log.lines().filter(line -> line.contains(answer.header("X-Correlation-Id"))))
                .anySatisfy(line -> assertThat(line).contains("caller refused: unknown-issuer, client unknown"));
        assertThat(given().get(service.base() + "/q/metrics").asString())
                .containsPattern("rationale_client_refused_total\\{client=\"north\",reason=\"expired\"} [1-9]");
    }

    @Test
    void reads_no_body_of_somebody_it_does_not_know() {
        assertBare401(given().contentType("application/json")
                .body("x".repeat(20 << 20))
                .post(service.base() + SigningEhr.SERVICE));
    }

    @Test
    void refuses_a_service_that_is_not_the_clients() {
        var answer = ELSEWHERE.call(service.base(), highRisk());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(tree(answer).path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(tree(answer).at("/issue/0/code").asText()).isEqualTo("forbidden");
        var another = SigningEhr.post(
                service.base() + "/cds-services/another-service",
                highRisk(),
                ELSEWHERE.token("/cds-services/another-service"));
        assertThat(another.statusCode()).as("its own, which is not offered").isEqualTo(404);
    }

    @Test
    void asks_no_fhir_server_of_another_client() {
        var call = highRisk().put("fhirServer", south.base());
        var before = south.asked();
        var answer = NORTH.call(service.base(), call);
        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(south.asked()).isEqualTo(before);
        assertThat(SOUTH.call(service.base(), call).statusCode()).isEqualTo(412);
        assertThat(south.asked()).isGreaterThan(before);
        assertThat(SOUTH.call(service.base(), highRisk()).statusCode())
                .as("the sandbox is north's alone")
                .isEqualTo(412);
        assertThat(NORTH.call(service.base(), highRisk()).statusCode()).isEqualTo(200);
    }

    @Test
    void says_when_to_come_again_after_too_many_calls() {
        Response answer = null;
        for (var i = 0; i < 4; i++) {
            answer = SLOW.discovery(service.base());
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(tree(answer).at("/issue/0/code").asText()).isEqualTo("throttled");
        assertThat(NORTH.discovery(service.base()).statusCode()).isEqualTo(200);
        RunningService.pause(Duration.ofMillis(1100));
        assertThat(SLOW.discovery(service.base()).statusCode()).isEqualTo(200);
    }

    @Test
    void turns_calls_away_instead_of_letting_them_wait_longer_and_longer(@TempDir Path folder) throws Exception {
        try (var slowFhir = new FakeFhir();
                var small = RunningService.start(
                        folder, "rationale.hooks.at-once=1", "rationale.hooks.turn-within=PT0.1S")) {
            slowFhir.pause(Duration.ofSeconds(1));
            var call = new HookClient(small).call("high-risk").put("fhirServer", slowFhir.base());
            var first = Thread.ofVirtual().start(() -> new HookClient(small).post(call));
            while (slowFhir.asked() == 0) {
                RunningService.pause(Duration.ofMillis(5));
            }
            var start = System.nanoTime();
            var second = new HookClient(small).post(call);
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.header("Retry-After")).isEqualTo("1");
            assertThat(tree(second).at("/issue/0/code").asText()).isEqualTo("transient");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(900));
            first.join();
            assertThat(new HookClient(small)
                            .post(new HookClient(small).call("high-risk"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void answers_a_browsers_preflight_without_a_token_for_listed_pages_only() {
        var preflight = Map.of(
                "Access-Control-Request-Method", "POST",
                "Access-Control-Request-Headers", "authorization,content-type");
        var address = service.base() + SigningEhr.SERVICE;
        var listed = given().headers(preflight).header("Origin", PAGE).options(address);
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(listed.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(listed.header("Access-Control-Allow-Headers").toLowerCase(java.util.Locale.ROOT))
                .contains("authorization", "content-type");
        assertThat(listed.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(listed.header("Access-Control-Allow-Credentials")).isNotEqualTo("true");
        var other = given().headers(preflight)
                .header("Origin", "https://evil.example.org")
                .options(address);
        assertThat(other.header("Access-Control-Allow-Origin")).isNull();
        var call = given().header("Origin", PAGE)
                .header("Authorization", "Bearer " + NORTH.token("/cds-services"))
                .get(service.base() + "/cds-services");
        assertThat(call.statusCode()).isEqualTo(200);
        assertThat(call.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(call.header("Access-Control-Expose-Headers")).contains("X-Correlation-Id");
    }

    @Test
    void goes_by_its_public_url_and_not_by_what_headers_say() {
        var direct = new SigningEhr("north", NORTH.key(), "ES384", service.base());
        assertBare401(direct.discovery(service.base()));
        assertBare401(given().header("Authorization", "Bearer " + direct.token("/cds-services"))
                .header("X-Forwarded-Host", "127.0.0.1:" + service.port())
                .header("X-Forwarded-Proto", "http")
                .header("Forwarded", "host=127.0.0.1:" + service.port() + ";proto=http")
                .get(service.base() + "/cds-services"));
        assertThat(NORTH.discovery(service.base()).statusCode()).isEqualTo(200);
    }

    @Test
    void refuses_a_used_token_after_a_restart_too() throws IOException {
        var address = service.base() + SigningEhr.SERVICE;
        var token = NORTH.token(SigningEhr.SERVICE);
        JsonNode call = highRisk();
        assertThat(SigningEhr.post(address, call, token).statusCode()).isEqualTo(200);
        assertBare401(SigningEhr.post(address, call, token));
        service.close();
        service = restarted(service.port());
        assertBare401(SigningEhr.post(address, call, token));
        assertThat(SigningEhr.post(address, call, NORTH.token(SigningEhr.SERVICE))
                        .statusCode())
                .isEqualTo(200);
    }
}
