package dev.rationale.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.client.Caller;
import dev.rationale.client.CdsClient;
import dev.rationale.client.FhirBase;
import dev.rationale.client.FhirBases;
import dev.rationale.client.QuirkProfile;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
    private static final String BASE = "https://ehr.example.org/fhir/r4";

    private final Pseudonyms pseudonyms = new Pseudonyms(new SmallRyeConfigBuilder()
            .withMapping(JournalSettings.class)
            .withDefaultValues(
                    Map.of("rationale.journal.pseudonym-key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="))
            .addDefaultInterceptors()
            .build()
            .getConfigMapping(JournalSettings.class));

    private static Caller caller(String name, @Nullable String tenant) {
        return new Caller(new CdsClient(name, new QuirkProfile("generic")), tenant);
    }

    private String of(Caller caller, @Nullable String fhirServer, String... registered) {
        var client = withBases(caller.client(), registered);
        return pseudonyms.of(caller, new FhirBases(false).patientBase(client, fhirServer), "123");
    }

    private static CdsClient withBases(CdsClient client, String... registered) {
        var bases = Stream.of(registered)
                .map(base -> new FhirBase(URI.create(base.replaceFirst("/+$", ""))))
                .toList();
        return new CdsClient(
                client.name(),
                client.issuer(),
                client.keys(),
                client.algorithms(),
                client.audiences(),
                client.tenants(),
                bases,
                client.services(),
                client.profile(),
                client.strict(),
                client.rate(),
                client.longestLife(),
                client.clockSkew());
    }

    @Test
    void a_patient_is_one_however_the_base_is_spelled() {
        var one = of(caller("north", null), BASE, BASE);
        for (var spelling : List.of(
                BASE + "/", BASE + "//", "https://EHR.example.ORG/fhir/r4", "HTTPS://ehr.example.org:443/fhir/r4/")) {
            assertThat(of(caller("north", null), spelling, BASE)).as(spelling).isEqualTo(one);
        }
    }

    @Test
    void a_call_that_names_no_base_is_about_the_only_one_that_is_registered() {
        assertThat(of(caller("north", null), null, BASE + "/")).isEqualTo(of(caller("north", null), BASE, BASE));
    }

    @Test
    void a_call_that_names_no_base_is_about_none_of_several() {
        var other = "https://ehr.example.org/fhir/other-hospital";
        var unnamed = of(caller("north", null), null, BASE, other);
        assertThat(unnamed)
                .isNotEqualTo(of(caller("north", null), BASE, BASE, other))
                .isNotEqualTo(of(caller("north", null), other, BASE, other));
    }

    @Test
    void two_bases_have_two_patients_with_the_same_id() {
        var one = of(caller("north", null), BASE);
        for (var other : List.of(
                "https://ehr.example.org/fhir/R4",
                "http://ehr.example.org/fhir/r4",
                "https://ehr.example.org:8443/fhir/r4",
                "https://ehr2.example.org/fhir/r4")) {
            assertThat(of(caller("north", null), other)).as(other).isNotEqualTo(one);
        }
    }

    @Test
    void two_clients_and_two_tenants_never_share_a_patient() {
        var one = of(caller("north", null), BASE);
        assertThat(of(caller("south", null), BASE)).isNotEqualTo(one);
        assertThat(of(caller("north", "a"), BASE)).isNotEqualTo(one);
        assertThat(of(caller("north", "b"), BASE)).isNotEqualTo(of(caller("north", "a"), BASE));
        assertThat(of(caller("northa", null), BASE)).isNotEqualTo(of(caller("north", "a"), BASE));
    }

    @Test
    void two_patients_have_two_names() {
        var caller = caller("north", null);
        assertThat(pseudonyms.of(caller, BASE, "124")).isNotEqualTo(pseudonyms.of(caller, BASE, "123"));
        assertThat(pseudonyms.of(caller, BASE, "123")).hasSize(32).isEqualTo(pseudonyms.of(caller, BASE, "123"));
    }
}
