package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An EHR in a real browser, on an origin of its own: preflight, a token signed with ES384 by the browser itself,
/// discovery, the card, and what the clinician answers.
class BrowserEhrIT {
    private static final int LONGEST = 120;

    @TempDir
    private static Path data;

    private static int page;
    private static SigningEhr ehr;
    private static RunningService service;
    private static NodePackages browser;

    @BeforeAll
    static void start() throws IOException {
        browser = NodePackages.of(Path.of("src/test/browser"));
        page = RunningService.freePort();
        var port = RunningService.freePort();
        ehr = SigningEhr.es384("browser", "http://127.0.0.1:" + port);
        var registration = ehr.registration();
        registration.putArray("fhirBases").add("http://127.0.0.1:" + port + "/sandbox/fhir");
        service = RunningService.start(
                data,
                port,
                "rationale.client.file="
                        + SigningEhr.file(data, JSON.createObjectNode().set("browser", registration)),
                "quarkus.http.cors.enabled=true",
                "quarkus.http.cors.origins=http://127.0.0.1:" + page);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void shows_the_card_and_keeps_that_its_suggestion_was_accepted() throws IOException {
        var seen = browse("high-risk", page, "accept", false);
        assertThat(seen.path("first").asText()).isEqualTo("1 cards.");
        assertThat(seen.at("/summaries/0").asText()).startsWith("Kidney failure risk: about 4");
        assertThat(seen.path("preflights").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(seen.path("last").asText()).isEqualTo("Sent: accepted.");
        var answer = feedback(seen);
        assertThat(answer.path("outcome").asText()).isEqualTo("accepted");
        assertThat(answer.at("/item/acceptedSuggestions/0/id").asText()).matches("[0-9a-f-]{36}");
    }

    @Test
    void keeps_that_a_card_was_overridden_and_why() throws IOException {
        var seen = browse("si-units", page, "override", false);
        assertThat(seen.path("last").asText()).isEqualTo("Sent: overridden.");
        var answer = feedback(seen);
        assertThat(answer.path("outcome").asText()).isEqualTo("overridden");
        assertThat(answer.at("/item/overrideReason/reason/code").asText()).isNotBlank();
    }

    @Test
    void a_page_of_another_origin_gets_nothing() throws IOException {
        assertThat(browse("high-risk", RunningService.freePort(), "look", false)
                        .path("first")
                        .asText())
                .isEqualTo("Refused: Failed to fetch");
    }

    @Test
    void a_token_for_another_service_gets_a_bare_401() throws IOException {
        assertThat(browse("low-risk", page, "look", true).path("first").asText())
                .isEqualTo("Refused: 401");
        assertThat(browse("low-risk", page, "look", false).path("first").asText())
                .isEqualTo("1 cards.");
    }

    private static JsonNode browse(String patient, int origin, String action, boolean wrong) throws IOException {
        var session = JSON.createObjectNode()
                .put("service", service.base())
                .put("id", "kfre-ckd")
                .put("client", ehr.issuer())
                .put("patient", patient)
                .put("fhirServer", service.fhir())
                .put("wrong", wrong);
        session.set("key", JSON.readTree(ehr.key().toJSONString()));
        var file = Files.writeString(data.resolve("session-" + patient + action + wrong + ".json"), session.toString());
        var said = browser.run(List.of("node", "ehr.mjs", file.toString(), Integer.toString(origin), action), LONGEST);
        return JSON.readTree(
                said.lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow());
    }

    /// The answer that the journal has to the call the browser made.
    private static JsonNode feedback(JsonNode seen) {
        var found = tree(
                given().queryParam("hookInstance", seen.path("hookInstance").asText())
                        .get(service.base() + "/journal/decisions"));
        assertThat(found).hasSize(1);
        var decision = new HookClient(service).decision(found.at("/0/id").asText());
        assertThat(decision.path("client").asText()).isEqualTo("browser");
        return StreamSupport.stream(decision.path("feedback").spliterator(), false)
                .findFirst()
                .orElseThrow();
    }
}
