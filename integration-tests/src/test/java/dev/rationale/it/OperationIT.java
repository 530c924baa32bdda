package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What those who run the service look at: health, metrics, logs, and the journal's answer to "why no card".
@ExtendWith(SharedService.class)
class OperationIT {
    private final HookClient ehr;

    OperationIT(HookClient ehr) {
        this.ehr = ehr;
    }

    @Test
    void says_that_it_is_ready_and_that_the_journal_is_well() {
        var health = tree(given().get(ehr.service().base() + "/q/health/ready"));
        assertThat(health.path("status").asText()).isEqualTo("UP");
        assertThat(health.toString()).contains("\"journal\":\"ok\"", "\"services\":1");
    }

    @Test
    void counts_decisions_without_naming_anybody() {
        ehr.post(ehr.call("dialysis"));
        var metrics = given().get(ehr.service().base() + "/q/metrics").asString();
        assertThat(metrics)
                .containsPattern("rationale_decisions_total\\{[^}]*reason=\"outside-intended-use\"[^}]*} [1-9]")
                .containsPattern("rationale_stage_seconds_count\\{[^}]*stage=\"gather\"")
                .doesNotContain("dialysis", "Patient/", HookClient.USER);
    }

    @Test
    void logs_each_refusal_as_json_with_the_correlation_id_of_the_answer() throws IOException {
        var call = ehr.call("high-risk");
        call.remove("context");
        var answer = ehr.post(call);
        assertThat(answer.statusCode()).isEqualTo(400);
        var correlation = answer.header("X-Correlation-Id");
        var line = ehr.service()
                .logText()
                .lines()
                .filter(text -> text.contains(correlation))
                .findFirst();
        assertThat(line).isPresent();
        var entry = JSON.readTree(line.get());
        assertThat(entry.at("/mdc/correlationId").asText()).isEqualTo(correlation);
        assertThat(entry.path("message").asText()).contains("400");
    }

    @Test
    void takes_a_correlation_id_that_is_a_uuid_and_nothing_else() {
        var own = UUID.randomUUID().toString();
        var url = ehr.service().base() + "/cds-services";
        assertThat(given().header("X-Correlation-Id", own).get(url).header("X-Correlation-Id"))
                .isEqualTo(own);
        assertThat(given().header("X-Correlation-Id", "Zyxwv-canary-7263")
                        .get(url)
                        .header("X-Correlation-Id"))
                .matches("[0-9a-f-]{36}");
        assertThat(ehr.service().logText()).doesNotContain("Zyxwv-canary-7263");
    }

    @Test
    void answers_why_there_was_no_card() {
        var call = ehr.call("stale-labs");
        ehr.post(call);
        var found = tree(
                given().queryParam("hookInstance", call.path("hookInstance").asText())
                        .get(ehr.service().base() + "/journal/decisions"));
        assertThat(found).hasSize(1);
        assertThat(found.at("/0/reason").asText()).isEqualTo("feature-stale");
        assertThat(found.at("/0/because").asText()).isEqualTo("egfr: stale");
        assertThat(found.toString()).doesNotContain("stale-labs");
        var nobody = tree(
                given().queryParam("hookInstance", "unknown").get(ehr.service().base() + "/journal/decisions"));
        assertThat(nobody).isEmpty();
    }

    @Test
    void keeps_a_refused_call_with_the_key_that_was_missing() {
        var call = ehr.call("high-risk");
        call.remove("fhirServer");
        var answer = ehr.post(call);
        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.asString()).contains("patient", "kidney").doesNotContain("high-risk");
        assertThat(ehr.decision(answer).path("outcome").asText()).isEqualTo("refused");
    }

    @Test
    void answers_the_calls_it_has_begun_before_it_stops(@TempDir Path folder) throws Exception {
        try (var slow = new FakeFhir();
                var service = RunningService.start(folder);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            slow.pause(Duration.ofMillis(700));
            var client = new HookClient(service);
            var call = client.call("high-risk").put("fhirServer", slow.base());
            client.post(client.call("high-risk"));
            var answer = threads.submit(() -> client.post(call));
            while (slow.asked() == 0) {
                RunningService.pause(Duration.ofMillis(5));
            }
            service.close();
            assertThat(answer.get().statusCode()).isEqualTo(412);
            assertThat(answer.get().asString()).contains("patient");
        }
    }

    @Test
    void answers_other_paths_with_a_bare_404() {
        for (var path : new String[] {
            "/nothing",
            "/cds-services/kfre-ckd/nothing",
            "/journal/decisions/no-uuid",
            "/journal/decisions/" + UUID.randomUUID(),
            "/sandbox/fhir/Patient/nobody"
        }) {
            assertThat(given().get(ehr.service().base() + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }
}
