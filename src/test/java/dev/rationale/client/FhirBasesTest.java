package dev.rationale.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FhirBasesTest {
    private static final ForbiddenAddresses NONE =
            new ForbiddenAddresses(host -> new InetAddress[] {InetAddress.ofLiteral("10.0.0.1")});
    private static final CdsClient CLIENT = client("https://fhir.example.org/r4");
    private static final CdsClient OPEN = Caller.open().client();

    private static CdsClient client(String... bases) {
        var registration = Ehr.es384("k").registration();
        var list = registration.putArray("fhirBases");
        for (var base : bases) {
            list.add(base);
        }
        return Ehr.client(registration);
    }

    @Test
    void allows_a_base_that_is_registered_for_the_client_with_or_without_a_slash_at_its_end() {
        var bases = new FhirBases(false, NONE);
        assertThat(bases.allowed(CLIENT, "https://fhir.example.org/r4")).isPresent();
        assertThat(bases.allowed(CLIENT, "https://fhir.example.org/r4/"))
                .hasValueSatisfying(base -> assertThat(base.url()).hasToString("https://fhir.example.org/r4"));
        assertThat(bases.allowed(client("https://fhir.example.org/r4/"), "https://fhir.example.org/r4"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://fhir.example.org",
                "https://fhir.example.org/r4/Patient",
                "https://fhir.example.org/R4",
                "https://fhir.example.org:443/r4",
                "https://fhir.example.org/r4//",
                "https://fhir.example.org/r4?x=1",
                "https://fhir.example.org/r4#x",
                "https://user@fhir.example.org/r4",
                "https://fhir.example.org/a/../r4",
                "http://fhir.example.org/r4",
                "https://fhir.example.org.evil.org/r4",
                "https://169.254.169.254/latest",
                "http://127.0.0.1:8080/sandbox/fhir"
            })
    void allows_nothing_that_only_resembles_a_registered_base(String base) {
        assertThat(new FhirBases(false, NONE).allowed(CLIENT, base)).isEmpty();
        assertThat(new FhirBases(true, NONE).allowed(CLIENT, base)).isEmpty();
    }

    @Test
    void allows_no_base_of_another_client() {
        var other = client("https://other.example.org/r4");
        assertThat(new FhirBases(false, NONE).allowed(other, "https://fhir.example.org/r4"))
                .isEmpty();
        assertThat(new FhirBases(false, NONE).allowed(other, "https://other.example.org/r4"))
                .isPresent();
    }

    @Test
    void allows_no_registered_name_that_leads_to_a_metadata_address() {
        var rebound = new ForbiddenAddresses(host -> new InetAddress[] {InetAddress.ofLiteral("169.254.169.254")});
        assertThat(new FhirBases(false, rebound).allowed(CLIENT, "https://fhir.example.org/r4"))
                .isEmpty();
    }

    @Test
    void allows_everybody_the_loopback_interface_in_dev_and_nothing_else() {
        var dev = new FhirBases(true, NONE);
        for (var base : new String[] {"http://127.0.0.1:1/fhir", "http://localhost:1/fhir", "http://[::1]:1/fhir"}) {
            assertThat(dev.allowed(OPEN, base)).as(base).isPresent();
            assertThat(new FhirBases(false, NONE).allowed(OPEN, base)).as(base).isEmpty();
        }
        for (var base :
                new String[] {"http://10.0.0.1/fhir", "http://127.0.0.1.evil.org/", "http://u@127.0.0.1/fhir"}) {
            assertThat(dev.allowed(OPEN, base)).as(base).isEmpty();
        }
        assertThat(dev.allowed(OPEN, null)).isEmpty();
    }
}
