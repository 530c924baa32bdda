package dev.rationale.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.client.FhirBase;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FhirAccessTest {
    private final FhirAccess access = access("https://ehr.example.org/fhir/R4");

    private static FhirAccess access(String base) {
        return new FhirAccess(new FhirBase(URI.create(base)), "secret", Instant.EPOCH, new Allowance(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ehr.example.org/fhir/R4/Observation?patient=1&_offset=2",
                "https://ehr.example.org/fhir/R4?_getpages=0f1e2d&_getpagesoffset=2",
                "https://ehr.example.org:443/fhir/R4/Observation?page=2",
                "https://EHR.example.org/fhir/R4/Observation?page=2",
                "https://ehr.example.org/fhir/R4/Observation?code=http://loinc.org|2160-0&page=2",
                "Observation?page=2",
                "/fhir/R4/Observation?page=2",
            })
    void follows_a_link_of_the_same_base(String link) {
        assertThat(access.next(link)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example.org/fhir/R4/Observation?page=2",
                "https://ehr.example.org.evil.example/fhir/R4/Observation?page=2",
                "https://ehr.example.org@evil.example/fhir/R4/Observation?page=2",
                "https://user@ehr.example.org/fhir/R4/Observation?page=2",
                "http://ehr.example.org/fhir/R4/Observation?page=2",
                "http://ehr.example.org:443/fhir/R4/Observation?page=2",
                "https://ehr.example.org:8443/fhir/R4/Observation?page=2",
                "https://ehr.example.org/fhir/R4B/Observation?page=2",
                "https://ehr.example.org/fhir/Observation?page=2",
                "https://ehr.example.org/admin",
                "https://ehr.example.org/fhir/R4/../../admin",
                "https://ehr.example.org/fhir/R4/%2e%2e/%2e%2e/admin",
                "https://ehr.example.org/fhir/R4/..%2fadmin",
                "https://ehr.example.org/fhir/R4/..%5cadmin",
                "//elsewhere.example.org/fhir/R4/Observation",
                "../admin",
                "file:///etc/passwd",
                "mailto:nobody@example.org",
                "not an address",
                "https:///fhir/R4/Observation",
            })
    void follows_no_link_that_leads_elsewhere(String link) {
        assertThat(access.next(link)).isEmpty();
    }

    @Test
    void a_base_without_a_path_has_everything_below_it() {
        var root = access("https://ehr.example.org");
        assertThat(root.next("https://ehr.example.org/Observation?page=2")).isPresent();
        assertThat(root.next("https://ehr.example.org?page=2")).isPresent();
        assertThat(root.next("https://elsewhere.example.org/Observation?page=2"))
                .isEmpty();
    }

    @Test
    void keeps_the_token_out_of_its_text() {
        assertThat(access).asString().doesNotContain("secret");
    }
}
