package dev.rationale.it;

import static dev.rationale.it.ContractClient.call;
import static dev.rationale.it.ContractClient.drafting;
import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServicesJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The breadth of the contract, by the packaged service and the folders of the tests: every hook, draft orders,
/// actions of every kind, links, system actions, kinds of EHR.
@ExtendWith(EveryFolder.class)
class ContractIT {
    private final ContractClient ehr;

    ContractIT(RunningService service) {
        this.ehr = new ContractClient(service);
    }

    @ParameterizedTest
    @CsvSource({
        "patient-view, patientId",
        "order-select, draftOrders",
        "order-sign, draftOrders",
        "order-dispatch, performer",
        "appointment-book, appointments",
        "encounter-start, encounterId",
        "encounter-discharge, encounterId",
        "medication-refill, medications",
        "allergyintolerance-create, allergyIntolerance",
        "problem-list-item-create, conditions",
        "medication-verify, medication",
        "medication-prescribe, medications",
        "order-review, orders",
        "org.example.patient-transfer, patientId"
    })
    void answers_every_hook_of_the_library_and_names_the_field_that_is_missing(String hook, String field) {
        var call = call(hook, 75);
        var answer = ehr.call("every-hook", call);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(tree(answer).at("/cards/0/summary").asText())
                .isEqualTo("Invented event: about 8 in 100 within 30 days.");
        ((ObjectNode) call.path("context")).remove(field);
        assertThat(places(ehr.call("every-hook", call), 400)).containsExactly("context." + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"medication-prescribe", "order-review", "medication-verify", "order-sign", "no-such-hook"})
    void names_the_hook_when_a_service_does_not_answer_it(String hook) {
        assertThat(places(ehr.call("kfre-ckd", call(hook, 75)), 400)).containsExactly("hook");
        assertThat(places(ehr.call("no-such-service", call(hook, 75)), 404)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-sign", "order-select"})
    void suggests_to_remove_change_and_replace_a_draft_order(String hook) throws IOException {
        var answer = ehr.call("draft-nsaid", drafting(call(hook, 75), "draft-1", "p"));
        var card = tree(answer).at("/cards/0");
        assertThat(card.path("selectionBehavior").asText()).isEqualTo("at-most-one");
        assertThat(types(card, "Paracetamol instead")).containsExactly("delete", "create");
        assertThat(types(card, "At most three days")).containsExactly("update");
        assertThat(types(card, "No NSAID")).containsExactly("delete");
        assertThat(suggestion(card, "No NSAID").at("/actions/0")).isEqualTo(JSON.readTree("""
                        {"type":"delete","description":"Remove the draft order of the NSAID",
                         "resourceId":"MedicationRequest/draft-1"}"""));
        var updated = suggestion(card, "At most three days").at("/actions/0/resource");
        assertThat(updated.at("/dosageInstruction/0/text").asText())
                .as("what the folder does not change")
                .isEqualTo("1-1-1");
        assertThat(updated.at("/dispenseRequest/expectedSupplyDuration/value").asInt())
                .isEqualTo(3);
        IndependentReaderIT.valid(updated);
        IndependentReaderIT.valid(suggestion(card, "Paracetamol instead").at("/actions/1/resource"));
        assertThat(tree(answer).has("systemActions")).isFalse();
        assertThat(nullsAndEmpties(tree(answer))).isEmpty();
    }

    @Test
    void gives_no_card_without_an_nsaid_among_the_drafts_or_when_one_of_them_is_not_readable() {
        var none = ehr.call("draft-nsaid", call("order-sign", 75));
        assertThat(tree(none).path("cards")).isEmpty();
        assertThat(ehr.decision(none).path("because").asText()).isEqualTo("No NSAID is being ordered.");
        var another = ehr.call("draft-nsaid", drafting(call("order-sign", 75), "draft-1", "another"));
        assertThat(tree(another).path("cards")).isEmpty();
        assertThat(ehr.decision(another).path("reason").asText()).isEqualTo("data-incomplete");
        var uncoded = drafting(call("order-sign", 75), "draft-1", "p");
        ((ObjectNode) uncoded.at("/context/draftOrders/entry/0/resource/medicationCodeableConcept")).remove("coding");
        assertThat(ehr.decision(ehr.call("draft-nsaid", uncoded)).path("reason").asText())
                .isEqualTo("data-incomplete");
    }

    @Test
    void looks_at_the_selected_orders_alone_where_the_folder_says_so() {
        var call = drafting(call("order-select", 75), "draft-1", "p");
        assertThat(tree(ehr.call("selected-nsaid", call)).path("cards"))
                .as("nothing selected")
                .isEmpty();
        call.withArray("/context/selections").add("MedicationRequest/draft-1");
        assertThat(tree(ehr.call("selected-nsaid", call)).path("cards")).hasSize(1);
        call.withArray("/context/selections").add("MedicationRequest/draft-2");
        assertThat(tree(ehr.call("selected-nsaid", call)).path("cards"))
                .as("one that is found is found")
                .hasSize(1);
        ((ObjectNode) call.path("context")).putArray("selections").add("MedicationRequest/draft-2");
        assertThat(ehr.decision(ehr.call("selected-nsaid", call)).path("reason").asText())
                .isEqualTo("data-incomplete");
    }

    @Test
    void sends_links_and_tells_the_app_which_decision() {
        var answer = ehr.call("draft-nsaid", drafting(call("order-sign", 75), "draft-1", "p"));
        var card = tree(answer).at("/cards/0");
        assertThat(card.at("/links/0/type").asText()).isEqualTo("absolute");
        assertThat(card.at("/links/0").has("appContext")).isFalse();
        assertThat(card.at("/links/1/type").asText()).isEqualTo("smart");
        assertThat(card.at("/links/1/autolaunchable").asBoolean()).isTrue();
        assertThat(card.at("/links/1/appContext").asText())
                .isEqualTo("{\"decision\":\"" + ehr.decision(answer).path("id").asText() + "\"}");
        assertThat(card.at("/source/icon").asText()).isEqualTo("https://example.org/draft-nsaid.png");
    }

    @Test
    void sends_system_actions_only_where_they_were_agreed_and_never_beside_a_score() {
        var answer = ehr.call("draft-nsaid", drafting(call("order-sign", 101), "draft-1", "p"));
        assertThat(tree(answer).at("/systemActions/0/type").asText()).isEqualTo("update");
        assertThat(tree(answer).at("/systemActions/0/resource/note/0/text").asText())
                .startsWith("Not checked");
        assertThat(ehr.decision(answer).at("/systemActions/0/resource/id").asText())
                .isEqualTo("draft-1");
        assertThat(tree(ehr.call("draft-nsaid", drafting(call("order-sign", 75), "draft-1", "p")))
                        .has("systemActions"))
                .isFalse();
    }

    /// A draft order may name the patient; only which one it was is kept.
    @Test
    void keeps_nothing_of_a_draft_order_but_which_one_it_was() {
        for (var age : new int[] {75, 101}) {
            var call = drafting(call("order-sign", age), "draft-1", "p");
            ((ObjectNode) call.at("/context/draftOrders/entry/0/resource/subject")).put("display", "Zyxwv, Titus");
            var answer = ehr.call("draft-nsaid", call);
            assertThat(answer.asString())
                    .as("the client gets its order back whole")
                    .contains("Zyxwv, Titus");
            assertThat(ehr.decision(answer).toString()).doesNotContain("Zyxwv").contains("draft-1");
        }
        assertThat(ehr.service().logText()).doesNotContain("Zyxwv");
    }

    /// HAPI's classes lack `resourceId` of an action and `autolaunchable` of a link, members of 2.0.1.
    @Test
    void is_read_by_hapis_cds_hooks_classes() throws IOException {
        var body = tree(ehr.call("draft-nsaid", drafting(call("order-sign", 101), "draft-1", "p")));
        body.findParents("resourceId").forEach(action -> ((ObjectNode) action).remove("resourceId"));
        body.findParents("autolaunchable").forEach(link -> ((ObjectNode) link).remove("autolaunchable"));
        var response = IndependentReaderIT.READER.treeToValue(body, CdsServiceResponseJson.class);
        assertThat(response.getCards()).hasSize(1);
        assertThat(response.getCards().getFirst().getSuggestions()).hasSize(1);
        assertThat(response.getCards().getFirst().getLinks()).hasSize(2);
        assertThat(response.getServiceActions()).hasSize(1);
        var discovery = tree(io.restassured.RestAssured.get(ehr.service().base() + "/cds-services"));
        discovery.path("services").forEach(service -> ((ObjectNode) service).remove("usageRequirements"));
        assertThat(IndependentReaderIT.READER
                        .treeToValue(discovery, CdsServicesJson.class)
                        .getServices())
                .hasSizeGreaterThanOrEqualTo(18);
    }

    @Test
    void lists_a_service_once_for_each_hook() {
        assertThat(ehr.discovery().stream()
                        .filter(entry -> entry.path("id").asText().equals("draft-nsaid"))
                        .map(entry -> entry.path("hook").asText()))
                .containsExactlyInAnyOrder("order-sign", "order-select");
        assertThat(ehr.discovery()).noneMatch(entry -> entry.has("version") || entry.has("hookVersion"));
    }

    @Test
    void is_another_service_for_another_kind_of_ehr() {
        assertThat(ehr.discovery("rationale-profile=oracle"))
                .allMatch(entry -> entry.path("hook").asText().equals("patient-view"))
                .isNotEmpty();
        assertThat(ehr.discovery("rationale-profile=cds-hooks-3"))
                .allMatch(entry -> entry.path("version").asText().equals("2.0.1"))
                .anyMatch(entry -> entry.path("hookVersion").asText().equals("1.1"));
        var call = drafting(call("order-select", 75), "draft-1", "p");
        call.withArray("/context/selections").add("MedicationRequest/draft-1");
        var answer = ehr.call("selected-nsaid", call, "rationale-profile=epic");
        var card = tree(answer).at("/cards/0");
        assertThat(card.findValuesAsText("label")).contains("Order creatinine", "Order potassium");
        assertThat(card.path("suggestions"))
                .hasSize(2)
                .allMatch(one -> one.path("actions").size() == 1);
        assertThat(card.at("/source/topic/code").asText()).isEqualTo("selectednsaid");
        assertThat(card.path("extension").findValue("suggestionsLeftOut").get(0).asText())
                .isEqualTo("replace");
        assertThat(io.restassured.RestAssured.get(ehr.service().base() + "/q/metrics")
                        .asString())
                .containsPattern(
                        "rationale_suggestions_left_out_total\\{client=\"open\",service=\"selected-nsaid\"} [1-9]");
        assertThat(places(ehr.call("selected-nsaid", call, "rationale-profile=none-such"), 400))
                .containsExactly("Prefer");
    }

    static List<String> types(JsonNode card, String label) {
        return suggestion(card, label).path("actions").findValuesAsText("type");
    }

    static JsonNode suggestion(JsonNode card, String label) {
        for (var one : card.path("suggestions")) {
            if (label.equals(one.path("label").asText())) {
                return one;
            }
        }
        throw new AssertionError("no suggestion " + label + " in " + card);
    }

    static List<String> places(Response answer, int status) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(tree(answer).path("resourceType").asText()).isEqualTo("OperationOutcome");
        var places = new ArrayList<String>();
        tree(answer).path("issue").forEach(issue -> issue.path("expression").forEach(one -> places.add(one.asText())));
        return places;
    }

    /// Members that are null or empty, anywhere in an answer; resources that a client sent are its own.
    static List<String> nullsAndEmpties(JsonNode node) {
        var found = new ArrayList<String>();
        node.properties().forEach(member -> {
            var value = member.getValue();
            if (value.isNull()
                    || (value.isContainerNode() && value.isEmpty())
                    || (value.isTextual() && value.textValue().isEmpty())) {
                found.add(member.getKey());
            }
            found.addAll(nullsAndEmpties(value));
        });
        if (node.isArray()) {
            node.forEach(element -> found.addAll(nullsAndEmpties(element)));
        }
        return found;
    }
}
