package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.substance;
import static dev.rationale.it.HookClient.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each curated patient: a card or none, and why; the same decision by whichever way the data came.
@ExtendWith(SharedService.class)
class CuratedPatientsIT {
    private final HookClient ehr;

    CuratedPatientsIT(HookClient ehr) {
        this.ehr = ehr;
    }

    static List<CuratedPatient> patients() {
        return CuratedPatient.all();
    }

    @ParameterizedTest
    @MethodSource("patients")
    void gets_the_card_its_id_promises_or_none_and_why(CuratedPatient patient) {
        var answer = ehr.post(ehr.call(patient.id()));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        var decision = ehr.decision(answer);
        assertThat(decision.path("outcome").asText()).isEqualTo(patient.outcome());
        assertThat(decision.path("reason").textValue())
                .as(decision.path("because").asText())
                .isEqualTo(patient.reason());
        var cards = tree(answer).path("cards");
        if (patient.card() == null) {
            assertThat(cards).isEmpty();
        } else {
            assertThat(cards).hasSize(1);
            assertThat(cards.get(0).path("summary").asText()).startsWith(patient.card());
        }
    }

    @ParameterizedTest
    @MethodSource("patients")
    void gets_the_same_decision_with_prefetch_without_and_with_half_of_it(CuratedPatient patient) {
        var expected = decided(ehr.call(patient.id()));
        var whole = ehr.prefetch(patient.id());
        assertThat(decided(withPrefetch(patient, whole))).isEqualTo(expected);
        assertThat(decided(withPrefetch(patient, half(whole, 0)))).isEqualTo(expected);
        assertThat(decided(withPrefetch(patient, half(whole, 1)))).isEqualTo(expected);
        var alone = withPrefetch(patient, whole);
        alone.remove("fhirServer");
        assertThat(decided(alone)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("patients")
    void gets_the_same_decision_among_rows_that_must_not_count(CuratedPatient patient) {
        var expected = decided(ehr.call(patient.id()));
        var salt = new Salt(patient.id(), ehr.prefetch("high-risk"), ehr.prefetch("low-risk"));
        for (int seed = 1; seed <= 3; seed++) {
            var salted = salt.into(ehr.prefetch(patient.id()), seed);
            assertThat(decided(withPrefetch(patient, salted)))
                    .as("salted with seed %s", seed)
                    .isEqualTo(expected);
        }
    }

    private JsonNode decided(JsonNode call) {
        var answer = ehr.post(call);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return substance(ehr.decision(answer));
    }

    private ObjectNode withPrefetch(CuratedPatient patient, JsonNode prefetch) {
        var call = ehr.call(patient.id());
        call.set("prefetch", prefetch);
        return call;
    }

    private static ObjectNode half(ObjectNode prefetch, int parity) {
        var names = new ArrayList<String>();
        prefetch.fieldNames().forEachRemaining(names::add);
        var kept = Set.copyOf(
                names.stream().filter(name -> names.indexOf(name) % 2 == parity).toList());
        var half = JSON.createObjectNode();
        kept.forEach(name -> half.set(name, prefetch.get(name)));
        return half;
    }
}
