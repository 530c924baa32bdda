package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static dev.rationale.it.Ward.accepting;
import static dev.rationale.it.Ward.overriding;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A card answered is not repeated, to whom and for how long its folder says; a silent service answers none.
class AnsweredCardsIT {
    private static final String GRACE = "Practitioner/grace";
    private static final String HENRY = "Practitioner/henry";
    private static final String SILENT = "Practitioner/silent";
    private static final Duration SHORT = Duration.ofSeconds(6);

    /// As shipped, with days made seconds. One reason has no time at all.
    private static final String ANSWERED = """
              answered:
                snooze: PT6S
                orderSeenWithin: PT6S
                reasons:
                  patient-ineligible: {everybody: true}
                  patient-refuses: {snooze: P90D, everybody: true}
                  need-more-info: {snooze: PT0S}
            """;

    @TempDir
    private static Path data;

    private static RunningService service;
    private static HookClient ehr;

    @BeforeAll
    static void start() throws IOException {
        var folders = data.resolve("folders");
        ServiceFolders.copy(folders, "kfre-ckd", ANSWERED);
        ServiceFolders.copy(folders, "kfre-twin", ANSWERED);
        service = RunningService.start(
                data.resolve("data"),
                "rationale.catalog.directory=" + folders,
                "rationale.silent.rules.trial.services=kfre-ckd",
                "rationale.silent.rules.trial.users=" + SILENT);
        ehr = new HookClient(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void an_overridden_card_is_snoozed_for_its_user_and_comes_back_after_the_time() {
        var patient = new Ward(ehr, "high-risk");
        patient.overrides(patient.card(GRACE), null);
        var overridden = Instant.now();
        assertThat(patient.withheld(GRACE)).isEqualTo("snoozed");
        assertThat(patient.card(HENRY).path("summary").asText()).startsWith("Kidney failure risk");
        RunningService.pause(Duration.between(Instant.now(), overridden.plus(SHORT)));
        assertThat(patient.card(GRACE).path("summary").asText()).startsWith("Kidney failure risk");
    }

    @Test
    void what_would_have_been_said_stays_in_the_journal_and_leaves_nowhere_else() {
        var patient = new Ward(ehr, "high-risk");
        var card = patient.card(GRACE);
        patient.overrides(card, "patient-refuses");
        var answer = patient.opened(GRACE);
        assertThat(answer.asString()).isEqualTo("{\"cards\":[]}");
        var decision = ehr.decision(answer);
        assertThat(decision.path("outcome").asText()).isEqualTo("withheld");
        assertThat(decision.path("shown").asBoolean()).isFalse();
        assertThat(decision.path("why").asText()).isEqualTo("snoozed");
        assertThat(decision.at("/prediction/outputs/risk_5y").doubleValue())
                .isEqualTo(card.at("/extension/dev.rationale.explanation/outputs/risk_5y")
                        .doubleValue());
        assertThat(decision.path("explanation").path("contributions")).isNotEmpty();
        assertThat(decision.path("band").asText()).isEqualTo("multidisciplinary-care");
        assertThat(decision.at("/heldBack/card").asText())
                .isEqualTo(card.path("uuid").asText());
        assertThat(decision.at("/heldBack/answered").asText()).isEqualTo("overridden");
    }

    @Test
    void a_reason_about_the_patient_holds_for_everybody() {
        var patient = new Ward(ehr, "high-risk");
        patient.overrides(patient.card(GRACE), "patient-ineligible");
        assertThat(patient.withheld(HENRY)).isEqualTo("snoozed");
    }

    @Test
    void a_reason_without_a_time_holds_nothing_back() {
        var patient = new Ward(ehr, "high-risk");
        patient.overrides(patient.card(GRACE), "need-more-info");
        assertThat(patient.card(GRACE).isObject()).isTrue();
    }

    @Test
    void an_accepted_card_is_not_repeated_to_anybody_until_its_order_is_over() {
        var patient = new Ward(ehr, "high-risk");
        var card = patient.card(GRACE);
        patient.accepts(card);
        assertThat(patient.withheld(GRACE)).isEqualTo("already-done");
        assertThat(patient.ordered(card).withheld(HENRY)).isEqualTo("already-done");
        RunningService.pause(SHORT);
        assertThat(patient.withheld(GRACE)).isEqualTo("already-done");
        assertThat(patient.orderOver().card(GRACE).at("/suggestions/0/label").asText())
                .isEqualTo("Refer to nephrology");
    }

    @Test
    void an_order_that_was_seen_and_is_over_is_not_waited_for() {
        var patient = new Ward(ehr, "high-risk");
        var card = patient.card(GRACE);
        patient.accepts(card).ordered(card);
        assertThat(patient.withheld(GRACE)).isEqualTo("already-done");
        assertThat(patient.orderOver().card(GRACE).isObject()).isTrue();
    }

    @Test
    void an_accepted_order_that_never_shows_up_is_waited_for_a_while_only() {
        var patient = new Ward(ehr, "high-risk");
        patient.accepts(patient.card(GRACE));
        assertThat(patient.withheld(HENRY)).isEqualTo("already-done");
        RunningService.pause(SHORT);
        assertThat(patient.card(HENRY).isObject()).isTrue();
    }

    @Test
    void a_higher_band_lifts_it_and_a_lower_one_does_not() {
        var patient = new Ward(ehr, "si-units");
        patient.overrides(patient.card(GRACE), "patient-refuses");
        assertThat(patient.withheld(GRACE)).isEqualTo("snoozed");
        assertThat(patient.becomes("high-risk").card(GRACE).isObject()).isTrue();
        assertThat(patient.becomes("low-risk").withheld(GRACE)).isEqualTo("snoozed");
    }

    @Test
    void an_answered_notice_does_not_hide_the_risk_that_can_be_given_later() {
        var patient = new Ward(ehr, "uacr-missing");
        patient.overrides(patient.card(GRACE), "patient-refuses");
        var answer = patient.opened(GRACE);
        var decision = ehr.decision(answer);
        assertThat(decision.path("reason").asText()).isEqualTo("snoozed");
        assertThat(decision.at("/heldBack/reason").asText()).isEqualTo("feature-missing");
        assertThat(decision.at("/heldBack/notice").asText()).isEqualTo("uacr-missing");
        assertThat(patient.becomes("low-risk").card(GRACE).path("summary").asText())
                .startsWith("Kidney failure risk: ");
        assertThat(patient.becomes("below-range").card(GRACE).path("summary").asText())
                .startsWith("eGFR ");
    }

    @Test
    void of_contradicting_answers_the_latest_counts_in_whatever_order_they_come() {
        var now = Instant.now();
        var first = new Ward(ehr, "high-risk");
        var card = first.card(GRACE);
        first.says(accepting(card, now.minusSeconds(2))).says(overriding(card, null, now.minusSeconds(1)));
        assertThat(first.withheld(GRACE)).isEqualTo("snoozed");
        assertThat(first.card(HENRY).isObject()).isTrue();
        var second = new Ward(ehr, "high-risk");
        card = second.card(GRACE);
        second.says(accepting(card, now.minusSeconds(1))).says(overriding(card, null, now.minusSeconds(2)));
        assertThat(second.withheld(HENRY)).isEqualTo("already-done");
        var kept = ehr.decision(
                card.at("/extension/dev.rationale.explanation/decision").asText());
        assertThat(kept.path("feedback")).hasSize(2);
    }

    @Test
    void an_answer_without_a_time_that_can_be_true_counts_from_when_it_came() {
        for (var time : new String[] {"2999-01-01T00:00:00Z", "+123456-01-01T00:00:00Z", "yesterday", ""}) {
            var patient = new Ward(ehr, "high-risk");
            var card = patient.card(GRACE);
            patient.says(
                    FeedbackIT.item(card.path("uuid").asText(), "overridden").put("outcomeTimestamp", time));
            assertThat(patient.withheld(GRACE)).as(time).isEqualTo("snoozed");
        }
    }

    @Test
    void only_an_answer_to_a_card_of_this_patient_and_service_counts() {
        var patient = new Ward(ehr, "high-risk");
        var card = patient.card(GRACE);
        patient.says(overriding(
                JSON.createObjectNode().put("uuid", UUID.randomUUID().toString()), "patient-refuses", Instant.now()));
        new Ward(ehr, "high-risk").overrides(new Ward(ehr, "high-risk").card(GRACE), "patient-refuses");
        var elsewhere = FeedbackIT.batch(overriding(card, "patient-refuses", Instant.now()));
        assertThat(ehr.feedback("kfre-twin", elsewhere).statusCode()).isEqualTo(200);
        assertThat(patient.card(GRACE).isObject()).isTrue();
        assertThat(patient.overrides(patient.card(GRACE), "patient-refuses").withheld(GRACE))
                .isEqualTo("snoozed");
    }

    @Test
    void a_patient_is_one_however_the_fhir_server_is_spelled_and_two_on_two_servers() {
        var patient = new Ward(ehr, "high-risk");
        patient.overrides(tree(at(patient, "http://localhost:9/fhir")).at("/cards/0"), "patient-refuses");
        assertThat(tree(at(patient, "HTTP://LocalHost:9/fhir/")).path("cards")).isEmpty();
        assertThat(tree(at(patient, "http://localhost:9/other")).path("cards")).hasSize(1);
    }

    private static io.restassured.response.Response at(Ward patient, String fhirServer) {
        var call = patient.call(GRACE);
        return ehr.post(call.put("fhirServer", fhirServer));
    }

    @Test
    void a_silent_service_decides_and_journals_and_answers_no_card() {
        var patient = new Ward(ehr, "high-risk");
        var answer = patient.opened(SILENT);
        assertThat(answer.asString()).isEqualTo("{\"cards\":[]}");
        var decision = ehr.decision(answer);
        assertThat(decision.path("outcome").asText()).isEqualTo("scored");
        assertThat(decision.has("reason")).isFalse();
        assertThat(decision.path("shown").asBoolean(true)).isFalse();
        assertThat(decision.path("why").asText()).isEqualTo("silent");
        assertThat(decision.at("/cards/0/summary").asText()).startsWith("Kidney failure risk: ");
        assertThat(patient.card(GRACE).isObject()).isTrue();
        var withheld = ehr.decision(new Ward(ehr, "dialysis").opened(SILENT));
        assertThat(withheld.path("why").asText()).isEqualTo("outside-intended-use");
        var unnamed = patient.call(SILENT);
        ((ObjectNode) unnamed.path("context")).remove("userId");
        assertThat(ehr.decision(ehr.post(unnamed)).path("why").asText()).isEqualTo("silent");
    }

    @Test
    void the_list_says_what_was_shown_and_answered() {
        var patient = new Ward(ehr, "high-risk");
        var call = patient.call(GRACE);
        var card = tree(ehr.post(call)).at("/cards/0");
        patient.overrides(card, "patient-refuses");
        ehr.post(call);
        var listed = tree(
                given().queryParam("hookInstance", call.path("hookInstance").asText())
                        .get(service.base() + "/journal/decisions"));
        assertThat(listed).hasSize(2);
        assertThat(said(listed.get(0))).isEqualTo("false snoozed true 0");
        assertThat(said(listed.get(1))).isEqualTo("true  true 1");
        assertThat(listed.at("/1/feedback/0/outcome").asText()).isEqualTo("overridden");
    }

    private static String said(JsonNode decision) {
        return String.join(
                " ",
                decision.path("shown").asText(),
                decision.path("why").asText(),
                decision.path("delivered").asText(),
                String.valueOf(decision.path("feedback").size()));
    }

    @Test
    void counts_cards_and_answers_by_band_without_naming_anybody() {
        var patient = new Ward(ehr, "lab-spelled-units");
        var card = patient.card(GRACE);
        var shown = counted("referral", "shown");
        var overridden = counted("referral", "overridden");
        var silent = counted("referral", "silent");
        var item = overriding(card, "patient-refuses", Instant.now());
        patient.says(item).says(item);
        patient.opened(GRACE);
        new Ward(ehr, "lab-spelled-units").opened(SILENT);
        new Ward(ehr, "lab-spelled-units").opened(HENRY);
        assertThat(counted("referral", "shown")).isEqualTo(shown + 1);
        assertThat(counted("referral", "overridden")).isEqualTo(overridden + 1);
        assertThat(counted("referral", "silent")).isEqualTo(silent + 1);
        assertThat(counted("referral", "snoozed")).isPositive();
        assertThat(metrics()).doesNotContain("Practitioner", "grace", "henry");
    }

    private static double counted(String band, String event) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("rationale_cards_total{band=\"" + band + "\",client=\"open\",event=\""
                        + event + "\",service=\"kfre-ckd\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String metrics() {
        return given().get(service.base() + "/q/metrics").asString();
    }
}
