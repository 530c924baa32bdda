package dev.rationale.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrefetchTemplateTest {
    private static final Map<String, String> TOKENS =
            PrefetchTemplate.tokens("high-risk", "Practitioner/sandbox-clinician");

    @Test
    void fills_in_the_patient_in_a_read_and_in_a_search() {
        assertThat(filled("Patient/{{context.patientId}}", TOKENS)).isEqualTo("Patient/high-risk");
        assertThat(filled("Observation?patient={{ context.patientId }}&code=http://loinc.org|2160-0", TOKENS))
                .isEqualTo("Observation?patient=high-risk&code=http://loinc.org%7C2160-0");
    }

    @Test
    void keeps_a_value_from_adding_a_parameter_or_leaving_its_place() {
        var tokens = PrefetchTemplate.tokens("x&_count=1000#/../$1 {{context.userId}}", "Practitioner/a/b?c");
        String search = filled("Observation?patient={{context.patientId}}&_count=50", tokens);
        assertThat(search)
                .isEqualTo(
                        "Observation?patient=x%26_count%3D1000%23%2F..%2F%241%20%7B%7Bcontext.userId%7D%7D&_count=50");
        assertThat(URI.create(search).getRawQuery().split("&", -1)).hasSize(2);
        assertThat(filled("{{context.userId}}", tokens)).isEqualTo("Practitioner/a%2Fb%3Fc");
    }

    @Test
    void knows_the_user_by_type_only_if_the_user_is_of_that_type() {
        assertThat(filled("{{context.userId}}", TOKENS)).isEqualTo("Practitioner/sandbox-clinician");
        assertThat(filled("Practitioner/{{userPractitionerId}}", TOKENS)).isEqualTo("Practitioner/sandbox-clinician");
        assertThat(PrefetchTemplate.fill("Patient/{{userPatientId}}", TOKENS))
                .isEqualTo(new PrefetchTemplate.Filled.WithoutValue("userPatientId"));
    }

    @Test
    void names_the_token_it_has_no_value_for() {
        assertThat(PrefetchTemplate.fill("Encounter/{{context.encounterId}}", TOKENS))
                .isEqualTo(new PrefetchTemplate.Filled.WithoutValue("context.encounterId"));
    }

    private static String filled(String template, Map<String, String> tokens) {
        var filled = PrefetchTemplate.fill(template, tokens);
        assertThat(filled).isInstanceOf(PrefetchTemplate.Filled.Query.class);
        return ((PrefetchTemplate.Filled.Query) filled).relative();
    }
}
