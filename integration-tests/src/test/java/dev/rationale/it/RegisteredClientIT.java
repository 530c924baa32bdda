package dev.rationale.it;

import static dev.rationale.it.ContractClient.call;
import static dev.rationale.it.ContractClient.drafting;
import static dev.rationale.it.FeedbackIT.batch;
import static dev.rationale.it.FeedbackIT.item;
import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A registration says how a client is read and as which kind of EHR it is answered.
class RegisteredClientIT {
    private static final String BASE = "https://cds.example.org";
    private static final SigningEhr STRICT_EPIC = SigningEhr.es384("north", BASE);
    private static final SigningEhr LENIENT_ORACLE = SigningEhr.es384("south", BASE);

    @TempDir
    private static Path data;

    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        var registrations = JSON.createObjectNode();
        registrations.set(
                "north", registration(STRICT_EPIC).put("profile", "epic").put("strict", true));
        registrations.set("south", registration(LENIENT_ORACLE).put("profile", "oracle"));
        service = RunningService.start(
                data,
                "rationale.catalog.directory=" + EveryFolder.folders(),
                "rationale.client.file=" + SigningEhr.file(data, registrations),
                "rationale.public-url=" + BASE);
    }

    private static ObjectNode registration(SigningEhr ehr) {
        var registration = ehr.registration();
        registration.putArray("services").add("*");
        return registration;
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Response post(SigningEhr ehr, String path, JsonNode body) {
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + ehr.token(path))
                .body(body.toString())
                .post(service.base() + path);
    }

    @Test
    void the_strict_one_is_refused_what_the_other_is_answered() {
        var dirty = call("patient-view", 75);
        ((ObjectNode) dirty.path("context")).put("patientId", "Patient/p");
        assertThat(ContractIT.places(post(STRICT_EPIC, "/cds-services/every-hook", dirty), 400))
                .containsExactly("context.patientId");
        assertThat(tree(post(LENIENT_ORACLE, "/cds-services/every-hook", dirty)).path("cards"))
                .hasSize(1);
        assertThat(tree(post(STRICT_EPIC, "/cds-services/every-hook", call("patient-view", 75)))
                        .path("cards"))
                .as("the twin")
                .hasSize(1);
    }

    @Test
    void each_is_answered_as_its_kind_of_ehr() {
        var call = drafting(call("order-select", 75), "draft-1", "p");
        call.withArray("/context/selections").add("MedicationRequest/draft-1");
        var card = tree(post(STRICT_EPIC, "/cds-services/selected-nsaid", call)).at("/cards/0");
        assertThat(card.path("suggestions"))
                .hasSize(2)
                .allMatch(one -> one.path("actions").size() == 1);
        call.put("hookInstance", java.util.UUID.randomUUID().toString());
        assertThat(tree(post(LENIENT_ORACLE, "/cds-services/selected-nsaid", call))
                        .at("/cards/0/suggestions/0/actions"))
                .hasSize(2);
        var discovery = tree(given().header("Authorization", "Bearer " + LENIENT_ORACLE.token("/cds-services"))
                .get(service.base() + "/cds-services"));
        assertThat(discovery.path("services"))
                .isNotEmpty()
                .allMatch(entry -> entry.path("hook").asText().equals("patient-view"));
    }

    /// They were agreed on with everybody in dev, and with nobody else.
    @Test
    void a_client_without_an_agreement_gets_no_system_actions() {
        var answer =
                post(LENIENT_ORACLE, "/cds-services/draft-nsaid", drafting(call("order-sign", 101), "draft-1", "p"));
        assertThat(tree(answer).path("cards")).hasSize(1);
        assertThat(tree(answer).has("systemActions")).isFalse();
    }

    @Test
    void a_part_of_a_suggestion_that_was_taken_apart_is_known_when_it_is_accepted() throws IOException {
        // About somebody else: a card that was accepted is not repeated.
        var call = (ObjectNode) JSON.readTree(drafting(call("order-select", 75), "draft-1", "p")
                .toString()
                .replace("\"p\"", "\"q\"")
                .replace("Patient/p", "Patient/q"));
        call.withArray("/context/selections").add("MedicationRequest/draft-1");
        var card = tree(post(STRICT_EPIC, "/cds-services/selected-nsaid", call)).at("/cards/0");
        var accepted = item(card.path("uuid").asText(), "accepted");
        accepted.putArray("acceptedSuggestions")
                .addObject()
                .put("id", card.at("/suggestions/1/uuid").asText());
        assertThat(post(STRICT_EPIC, "/cds-services/selected-nsaid/feedback", batch(accepted))
                        .statusCode())
                .isEqualTo(200);
        var kept = new ContractClient(service).feedbackOf(card.path("uuid").asText());
        assertThat(kept.at("/0/knownSuggestions").asBoolean()).isTrue();
        assertThat(kept.at("/0/client").asText()).isEqualTo("north");
    }

    @Test
    void another_clients_card_is_not_known_nor_is_another_services() {
        var card = tree(post(LENIENT_ORACLE, "/cds-services/every-hook", call("patient-view", 75)))
                .at("/cards/0/uuid")
                .asText();
        var overridden = batch(item(card, "overridden"));
        assertThat(post(STRICT_EPIC, "/cds-services/every-hook/feedback", overridden)
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(LENIENT_ORACLE, "/cds-services/kfre-ckd/feedback", overridden)
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(LENIENT_ORACLE, "/cds-services/every-hook/feedback", overridden)
                        .statusCode())
                .isEqualTo(200);
        var kept = new ContractClient(service).feedbackOf(card);
        assertThat(kept).hasSize(3);
        assertThat(kept.at("/0/knownCard").asBoolean()).as("of another client").isFalse();
        assertThat(kept.at("/1/knownCard").asBoolean()).as("of another service").isFalse();
        assertThat(kept.at("/2/knownCard").asBoolean()).as("its own").isTrue();
    }
}
