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

    /// A scope with a query lets a part through, and a server does not say what it kept back.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // The scope's query is in the search, as it is or narrower.
                "patient/Observation.rs?category=laboratory; category=laboratory; complete 1",
                "patient/Observation.rs?category=laboratory,vital-signs; category=laboratory; complete 1",
                "patient/Observation.rs?category=laboratory; code=1-8&category=laboratory; complete 1",
                "user/*.rs?category=laboratory; category=laboratory; complete 1",
                "patient/Observation.rs?category=http://a.example.org%7Clab; category=http://a.example.org|lab;"
                        + " complete 1",
                "patient/Observation.rs?category=lab patient/Observation.rs; code=1-8; complete 1",
                "patient/Observation.rs?category=lab patient/*.read; code=1-8; complete 1",
                // It is not, or that cannot be told.
                "patient/Observation.rs?category=laboratory; code=1-8; cut 1",
                "patient/Observation.rs?category=laboratory; category=laboratory,vital-signs; cut 1",
                "patient/Observation.rs?category=http://a.example.org%7Clab; category=lab; cut 1",
                "patient/Observation.rs?category=lab&status=final; category=lab; cut 1",
                "patient/Observation.rs?category:not=lab,imaging; category:not=lab; cut 1",
                "patient/Observation.rs?code:in=http://a.example.org/v; code:in=http://a.example.org/v; cut 1",
                "patient/Observation.rs?; category=lab; cut 1",
                "patient/Observation.rs?category; category=lab; cut 1",
                "patient/Observation.rs?_count=10; _count=10; cut 1",
                "patient/Observation.rs?category=%zz; category=lab; cut 1",
                "patient/Condition.rs patient/Observation.rs?category=lab; code=1-8; cut 1",
                // It is of another type, or lets nothing be read.
                "patient/Condition.rs?category=lab; category=lab; unknown not-found",
                "patient/Observation.c?category=lab; category=lab; unknown not-found",
            })
    void takes_a_list_for_whole_only_where_a_scopes_query_keeps_nothing_back(String scope, String query, String then) {
        var gathering =
                searching("Observation?patient={{context.patientId}}&" + query).with("secret", scope);
        assertThat(gathering.outcome()).isEqualTo(then);
    }

    /// Newer values may be among those that were kept back.
    @Test
    void takes_no_value_for_the_newest_where_a_scope_keeps_some_back() {
        var part = searching("Observation?patient={{context.patientId}}&_sort=-date")
                .with("secret", "patient/Observation.rs?category=laboratory")
                .context()
                .parts()
                .get("labs");
        assertThat(part).isInstanceOfSatisfying(Part.Had.class, had -> {
            assertThat(had.complete()).isFalse();
            assertThat(had.newestFirst()).isFalse();
        });
    }

    @Test
    void takes_what_the_client_brought_for_whole_whatever_its_token_may_see() {
        var brought = Records.bundle(Records.creatinine("c", "2026-11-20", "1.8"));
        var gathering = searching("Observation?patient={{context.patientId}}")
                .with("secret", "patient/Observation.rs?category=laboratory");
        assertThat(gathering.brings("labs", brought).outcome()).isEqualTo("complete 1");
        assertThat(fhir.asked()).isEmpty();
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
