package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What clinicians answered is kept with the decision it answers.
@ExtendWith(SharedService.class)
class FeedbackIT {
    private static final String EXTENSION = "dev.rationale.explanation";

    private final HookClient ehr;

    FeedbackIT(HookClient ehr) {
        this.ehr = ehr;
    }

    @Test
    void keeps_an_acceptance_with_its_decision() {
        var card = card();
        var suggestion = card.at("/suggestions/0/uuid").asText();
        var item = item(card.path("uuid").asText(), "accepted");
        item.putArray("acceptedSuggestions").addObject().put("id", suggestion);
        assertThat(ehr.feedback(batch(item)).statusCode()).isEqualTo(200);
        var kept = decision(card).path("feedback");
        assertThat(kept).hasSize(1);
        assertThat(kept.at("/0/outcome").asText()).isEqualTo("accepted");
        assertThat(kept.at("/0/item/acceptedSuggestions/0/id").asText()).isEqualTo(suggestion);
    }

    @Test
    void keeps_an_override_with_its_reason() {
        var card = card();
        var item = item(card.path("uuid").asText(), "overridden");
        var reason = item.putObject("overrideReason");
        reason.putObject("reason")
                .put("code", "patient-refuses")
                .put("system", "http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes");
        reason.put("userComment", "äö ✓ 'quoted' \\ \u0000");
        assertThat(ehr.feedback(batch(item)).statusCode()).isEqualTo(200);
        assertThat(decision(card)
                        .at("/feedback/0/item/overrideReason/reason/code")
                        .asText())
                .isEqualTo("patient-refuses");
    }

    @Test
    void keeps_the_same_item_once_and_contradicting_ones_both() {
        var card = card();
        var accepted = item(card.path("uuid").asText(), "accepted");
        var overridden = item(card.path("uuid").asText(), "overridden");
        for (int time = 0; time < 3; time++) {
            assertThat(ehr.feedback(batch(accepted)).statusCode()).isEqualTo(200);
        }
        assertThat(ehr.feedback(batch(overridden)).statusCode()).isEqualTo(200);
        assertThat(decision(card).path("feedback").findValuesAsText("outcome")).contains("accepted", "overridden");
        assertThat(decision(card).path("feedback")).hasSize(2);
    }

    @Test
    void keeps_the_good_items_of_a_batch_and_names_the_others() {
        var card = card();
        var batch = batch(
                JSON.createObjectNode().put("card", "Zyxwv-canary-7262"),
                item(card.path("uuid").asText(), "accepted"),
                JSON.nullNode());
        var answer = ehr.feedback(batch);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString())
                .contains("feedback[0].outcome", "feedback[2]")
                .doesNotContain("Zyxwv-canary-7262");
        assertThat(decision(card).path("feedback")).hasSize(1);
    }

    @Test
    void keeps_feedback_about_a_card_it_does_not_know() {
        assertThat(ehr.feedback(batch(item(UUID.randomUUID().toString(), "accepted")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(ehr.feedback(batch(item("no uuid at all", "accepted"))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void flags_a_card_and_a_suggestion_it_does_not_know() {
        var card = card();
        var known = item(card.path("uuid").asText(), "accepted");
        known.putArray("acceptedSuggestions")
                .addObject()
                .put("id", card.at("/suggestions/0/uuid").asText().toUpperCase(java.util.Locale.ROOT));
        var unknown = item(card.path("uuid").asText(), "accepted");
        unknown.putArray("acceptedSuggestions")
                .addObject()
                .put("id", UUID.randomUUID().toString());
        var nobodys = UUID.randomUUID().toString();
        assertThat(ehr.feedback(batch(known, unknown, item(nobodys, "overridden")))
                        .statusCode())
                .isEqualTo(200);
        var kept = decision(card).path("feedback");
        assertThat(kept).hasSize(2).allMatch(one -> one.path("knownCard").asBoolean());
        assertThat(kept.at("/0/knownSuggestions").asBoolean()).isTrue();
        assertThat(kept.at("/1/knownSuggestions").asBoolean()).isFalse();
        var flagged = contract().feedbackOf(nobodys);
        assertThat(flagged).hasSize(1);
        assertThat(flagged.at("/0/knownCard").asBoolean()).isFalse();
        assertThat(flagged.at("/0/client").asText()).isEqualTo("open");
    }

    /// Another service's endpoint is the wrong place: kept, and flagged as nobody's card.
    @Test
    void a_card_is_known_only_to_the_service_that_answered_it() {
        var card = card();
        var uuid = card.path("uuid").asText();
        assertThat(contract()
                        .feedback("every-hook", batch(item(uuid, "overridden")))
                        .statusCode())
                .isEqualTo(404);
        assertThat(ehr.feedback(batch(item(uuid, "overridden"))).statusCode()).isEqualTo(200);
        assertThat(contract().feedbackOf(uuid).at("/0/knownCard").asBoolean()).isTrue();
    }

    @Test
    void keeps_what_is_odd_with_its_warnings_and_refuses_it_when_strict() {
        var card = card();
        var odd = item(card.path("uuid").asText(), "accepted");
        odd.remove("outcomeTimestamp");
        var good = item(card.path("uuid").asText(), "overridden");
        var answer = contract().feedback("kfre-ckd", batch(odd, good), "handling=strict");
        assertThat(answer.statusCode()).as("one of two").isEqualTo(200);
        assertThat(answer.asString())
                .contains("feedback[0].outcomeTimestamp", "feedback[0].acceptedSuggestions")
                .doesNotContain("feedback[1]");
        assertThat(decision(card).path("feedback")).hasSize(1);
        assertThat(contract()
                        .feedback("kfre-ckd", batch(odd), "handling=strict")
                        .statusCode())
                .isEqualTo(400);
        assertThat(ehr.feedback(batch(odd)).statusCode()).isEqualTo(200);
        assertThat(decision(card).at("/feedback/1/warnings").toString())
                .contains("OUTCOME_TIMESTAMP_UNREADABLE", "ACCEPTED_WITHOUT_SUGGESTION");
    }

    @Test
    void takes_a_thousand_items_at_once_and_refuses_one_more() {
        var items = new JsonNode[1000];
        java.util.Arrays.setAll(items, i -> item(UUID.randomUUID().toString(), "overridden"));
        assertThat(ehr.feedback(batch(items)).statusCode()).isEqualTo(200);
        var more = java.util.Arrays.copyOf(items, 1001);
        more[1000] = item(UUID.randomUUID().toString(), "overridden");
        assertThat(ehr.feedback(batch(more)).statusCode()).isEqualTo(413);
    }

    private ContractClient contract() {
        return new ContractClient(ehr.service());
    }

    @Test
    void refuses_what_is_no_batch() {
        for (var body : new String[] {"{}", "{\"feedback\":[]}", "{\"feedback\":{}}", "{\"feedback\":[{}]}"}) {
            var answer = RestAssured.given()
                    .contentType("application/json")
                    .body(body)
                    .post(ehr.service().base() + "/cds-services/kfre-ckd/feedback");
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(tree(answer).path("resourceType").asText()).isEqualTo("OperationOutcome");
        }
        assertThat(RestAssured.given()
                        .contentType("application/json")
                        .body(batch(item("x", "accepted")).toString())
                        .post(ehr.service().base() + "/cds-services/no-such-service/feedback")
                        .statusCode())
                .isEqualTo(404);
    }

    private JsonNode card() {
        return tree(ehr.post(ehr.newcomer("high-risk"))).at("/cards/0");
    }

    private JsonNode decision(JsonNode card) {
        ehr.settled();
        return ehr.decision(
                card.path("extension").path(EXTENSION).path("decision").asText());
    }

    static ObjectNode item(String card, String outcome) {
        return JSON.createObjectNode()
                .put("card", card)
                .put("outcome", outcome)
                .put("outcomeTimestamp", "2026-11-24T10:00:00Z");
    }

    static ObjectNode batch(JsonNode... items) {
        var batch = JSON.createObjectNode();
        ArrayNode feedback = batch.putArray("feedback");
        for (var item : items) {
            feedback.add(item);
        }
        return batch;
    }
}
