package dev.rationale.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Records;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a FHIR server is asked: token, scopes, method and encoding.
class AskingTest {
    private final FhirServer fhir = new FhirServer();

    AskingTest() throws IOException {
        fhir.on("Observation", Records.bundle(Records.creatinine("c", "2026-11-20", "1.8")));
    }

    @AfterEach
    void stop() {
        fhir.close();
    }

    private Gathering searching(String template) {
        return Gathering.of("labs", template).at(fhir.base());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, true",
                "'', true",
                "patient/Observation.read, true",
                "patient/*.read, true",
                "patient/Observation.*, true",
                "user/*.*, true",
                "system/Observation.rs, true",
                "patient/Observation.r, true",
                "patient/Observation.cruds, true",
                "patient/Observation.rs?category=laboratory, true",
                "openid fhirUser launch patient/Observation.read, true",
                "EPIC.FHIR.R4.SERVICES.Patient.Read, true",
                "openid fhirUser, true",
                "patient/Patient.read, false",
                "patient/Patient.read patient/Condition.rs, false",
                "patient/Observation.write, false",
                "patient/Observation.cud, false",
                "openid patient/Condition.read, false"
            })
    void asks_unless_the_scopes_are_known_not_to_cover_it(String scope, boolean asked) {
        var gathering = searching("Observation?patient={{context.patientId}}").with("secret", scope);
        assertThat(gathering.outcome()).isEqualTo(asked ? "complete 1" : "unknown not-found");
        assertThat(fhir.asked()).hasSize(asked ? 1 : 0);
    }

    @Test
    void sends_the_token_and_nothing_without_one() {
        assertThat(searching("Observation?patient={{context.patientId}}")
                        .with("secret", null)
                        .outcome())
                .isEqualTo("complete 1");
        assertThat(searching("Observation?patient={{context.patientId}}").outcome())
                .isEqualTo("complete 1");
        assertThat(fhir.asked()).extracting(FhirServer.Asked::authorization).containsExactly("Bearer secret", null);
    }

    @Test
    void searches_by_post_when_the_address_would_be_long() {
        var codes = "http://loinc.org|2160-0,".repeat(80);
        var template = "Observation?patient={{context.patientId}}&code=" + codes;
        assertThat(searching(template).with("secret", null).outcome()).isEqualTo("complete 1");
        var asked = fhir.asked().getFirst();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.target()).isEqualTo("/fhir/Observation/_search");
        assertThat(asked.body()).isEqualTo("patient=p&code=" + codes.replace("|", "%7C"));
        assertThat(asked.authorization()).isEqualTo("Bearer secret");
    }

    /// A page's address belongs to the server that named it, however long it is.
    @Test
    void follows_a_long_link_as_it_is() {
        var page = Records.bundle(Records.creatinine("c", "2026-11-20", "1.8"));
        page.putArray("link").addObject().put("relation", "next").put("url", "next?state=" + "x".repeat(3000));
        fhir.on("Condition", page).on("next", Records.bundle());
        var condition = Records.condition("c", Records.SNOMED, "1");
        page.putArray("entry").addObject().set("resource", condition);
        fhir.on("Condition", page);
        assertThat(searching("Condition?patient={{context.patientId}}").outcome())
                .isEqualTo("complete 1");
        assertThat(fhir.asked().getLast().method()).isEqualTo("GET");
    }

    @ParameterizedTest
    @CsvSource({
        "p, Observation?patient=p",
        "p:1, Observation?patient=p%3A1",
        "a+b=c, Observation?patient=a%2Bb%3Dc",
        ".., Observation?patient=.."
    })
    void encodes_what_a_token_stands_for(String id, String target) {
        var request = new dev.rationale.cdshooks.CdsRequest(
                "patient-view", "x", null, null, Records.json("{}").put("patientId", id), java.util.Map.of());
        assertThat(PrefetchQuery.of("Observation?patient={{context.patientId}}", request)
                        .orElseThrow()
                        .path())
                .isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "Practitioner/1, userPractitionerId, 1",
        "PractitionerRole/2, userPractitionerRoleId, 2",
        "Patient/3, userPatientId, 3",
        "RelatedPerson/4, userRelatedPersonId, 4"
    })
    void knows_the_tokens_of_the_user(String user, String token, String id) {
        var context = Records.json("{}").put("patientId", "p").put("userId", user);
        var request =
                new dev.rationale.cdshooks.CdsRequest("patient-view", "x", null, null, context, java.util.Map.of());
        assertThat(PrefetchQuery.of("Basic?author={{" + token + "}}", request)
                        .orElseThrow()
                        .path())
                .isEqualTo("Basic?author=" + id);
        assertThat(PrefetchQuery.of("Basic?author={{userDeviceId}}", request)).isEmpty();
        assertThat(PrefetchQuery.of("Basic?encounter={{context.encounterId}}", request))
                .isEmpty();
    }
}
