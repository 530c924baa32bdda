package dev.rationale.it;

import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the database away it cannot be known what was answered before: the card is shown, and the decision says so.
class AnsweredWithoutDatabaseIT {
    private static final String GRACE = "Practitioner/grace";

    @TempDir
    private Path data;

    @Test
    void shows_a_card_again_rather_than_too_few_and_heeds_what_was_answered_meanwhile() {
        try (var service = RunningService.start(data)) {
            var ehr = new HookClient(service);
            var known = new Ward(ehr, "high-risk");
            var other = new Ward(ehr, "high-risk");
            known.overrides(known.card(GRACE), "patient-refuses");
            assertThat(known.withheld(GRACE)).isEqualTo("snoozed");
            var calls = new String[] {
                known.call(GRACE).toString(), other.call(GRACE).toString()
            };
            var processes = DurabilityIT.database(service);
            processes.forEach(process -> DurabilityIT.signal("STOP", process));
            var repeated = ehr.post(calls[0]);
            assertThat(tree(repeated).path("cards")).hasSize(1);
            var meanwhile = tree(ehr.post(calls[1])).at("/cards/0");
            other.overrides(meanwhile, "patient-refuses");
            var held = ehr.post(calls[1]);
            assertThat(tree(held).path("cards")).isEmpty();
            // The postmaster last: it would clear away children that have ended, and there would be nobody to signal.
            processes.reversed().forEach(process -> DurabilityIT.signal("CONT", process));
            RunningService.pause(Duration.ofSeconds(1));
            DurabilityIT.awaitDrained(service);
            assertThat(ehr.decision(repeated).path("answeredBefore").asText()).isEqualTo("unknown");
            assertThat(ehr.decision(held).path("reason").asText()).isEqualTo("snoozed");
            assertThat(known.withheld(GRACE)).isEqualTo("snoozed");
            assertThat(other.withheld(GRACE)).isEqualTo("snoozed");
            assertThat(given().get(service.base() + "/q/metrics").asString())
                    .containsPattern("rationale_answered_unknown_total\\{service=\"kfre-ckd\"} [1-9]");
        }
    }
}
