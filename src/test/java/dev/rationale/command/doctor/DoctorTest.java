package dev.rationale.command.doctor;

import static dev.rationale.command.doctor.TriedEhr.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.FixtureFolders;
import dev.rationale.Folders;
import dev.rationale.command.doctor.Step.Verdict;
import dev.rationale.context.FhirHost;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
    private final TriedEhr ehr = new TriedEhr();
    private FhirHost host;

    @BeforeEach
    void open_an_ehr() throws Exception {
        host = FhirHost.plain(ehr);
        ehr.at(host.base());
    }

    @AfterEach
    void close_it() {
        host.close();
    }

    @Test
    void finds_nothing_wrong_with_a_good_connection() {
        var said = ehr.examined();
        assertThat(said.wrong()).isEmpty();
        assertThat(said.step("metadata").finding()).isEqualTo("It speaks FHIR 4.0.1.");
        assertThat(said.step("types and searches").finding()).startsWith("All 5 types");
        assertThat(said.step("smart-configuration").finding()).contains("SMART 1 and SMART 2");
        assertThat(said.step("token scopes").finding()).startsWith("They let all 5 types");
        assertThat(said.step("prefetch kfre-ckd patient").finding()).startsWith("rows 1, pages 1, ");
        assertThat(said.step("prefetch kfre-ckd kidney").finding()).startsWith("rows 2, pages 1, ");
    }

    @Test
    void asks_for_metadata_once_and_without_the_token() {
        ehr.examined();
        assertThat(host.asked())
                .filteredOn(asked -> asked.endsWith("/metadata"))
                .hasSize(1);
        assertThat(host.tokens().get(host.asked().indexOf("GET /fhir/metadata")))
                .isEqualTo("none");
        assertThat(host.tokens().get(host.asked().indexOf("GET /fhir/Patient/" + PATIENT)))
                .isEqualTo("Bearer " + TriedEhr.goodToken());
    }

    @Test
    void says_nothing_of_the_patient_and_nothing_of_the_token() {
        ehr.set("/fhir/Observation", 500, "{\"resourceType\":\"OperationOutcome\",\"text\":\"" + PATIENT + "\"}");
        var said = ehr.examined();
        assertThat(said.wrong()).isNotEmpty();
        assertThat(said.steps().toString())
                .doesNotContain(PATIENT, "canary", TriedEhr.goodToken().split("\\.", -1)[1]);
    }

    @Test
    void says_that_nothing_takes_connections_at_a_closed_port() {
        host.close();
        var said = ehr.examined();
        assertThat(said.wrong()).containsExactly("connection");
        assertThat(said.step("connection").finding()).contains("127.0.0.1 port " + host.port());
        assertThat(said.step("prefetch").verdict()).isEqualTo(Verdict.NOT_TRIED);
    }

    @Test
    void says_that_a_name_has_no_address() {
        ehr.registration.putArray("fhirBases").add("https://ehr.invalid/fhir");
        var said = ehr.examined();
        assertThat(said.wrong()).containsExactly("name");
        assertThat(said.step("name").finding()).contains("ehr.invalid has no address");
    }

    @ParameterizedTest
    @CsvSource({"169.254.169.254", "100.100.100.200", "224.0.0.1", "fe80::1"})
    void never_connects_to_a_name_that_leads_to_a_forbidden_address(String address) {
        ehr.lookup = _ -> new InetAddress[] {InetAddress.getLoopbackAddress(), InetAddress.ofLiteral(address)};
        var said = ehr.examined();
        assertThat(said.wrong()).containsExactly("name");
        assertThat(said.step("name").finding()).contains("never asked");
        assertThat(host.asked()).isEmpty();
    }

    @Test
    void connects_to_a_private_address_that_is_registered() {
        ehr.lookup = _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("10.0.0.1")};
        assertThat(ehr.examined().wrong()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3.0.2", "1.0.2", "5.0.0", "''"})
    void says_that_a_server_speaks_another_fhir(String version) {
        ehr.set("/fhir/metadata", 200, TriedEhr.capabilities(version, "4.0.1"));
        var said = ehr.examined(new Doctor.Access(null, null, null, null));
        assertThat(said.wrong()).containsExactly("metadata");
        assertThat(said.step("metadata").finding()).contains("R4 (4.x) is needed");
    }

    @ParameterizedTest
    @CsvSource({
        "Procedure, NutritionOrder, Procedure",
        "status, state, ServiceRequest?status",
        "read, vread, Patient read",
    })
    void names_what_the_server_does_not_declare(String part, String instead, String named) {
        ehr.set("/fhir/metadata", 200, TriedEhr.capabilities("\"" + instead + "\"", "\"" + part + "\""));
        var said = ehr.examined();
        assertThat(said.wrong()).containsExactly("types and searches");
        assertThat(said.step("types and searches").finding()).isEqualTo("Not declared: " + named + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "302, https://elsewhere.example.org/, redirects are never followed",
        "404, not here, Correct the registered address",
        "401, no, published to everybody",
        "500, down, its log",
        "200, <html>, Register the FHIR base itself",
    })
    void says_what_to_do_about_metadata(int status, String body, String advice) {
        ehr.set("/fhir/metadata", status, body);
        var said = ehr.examined();
        assertThat(said.wrong()).containsExactly("metadata");
        assertThat(said.step("metadata").advice()).contains(advice);
    }

    @Test
    void does_not_mind_that_a_server_has_no_smart_configuration() {
        ehr.set("/fhir/.well-known/smart-configuration", 404, "");
        assertThat(ehr.examined().wrong()).isEmpty();
        ehr.set("/fhir/.well-known/smart-configuration", 200, "<html>");
        assertThat(ehr.examined().wrong()).containsExactly("smart-configuration");
    }

    @Test
    void says_that_the_clocks_differ_by_more_than_the_registration_allows() {
        ehr.clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(60));
        var said = ehr.examined();
        assertThat(said.wrong()).containsExactly("clock");
        assertThat(said.step("clock").finding()).contains("behind ours; 30 s are allowed");
        ehr.registration.put("clockSkew", "PT2M");
        assertThat(ehr.examined().wrong()).isEmpty();
    }

    @Test
    void says_that_the_server_does_not_take_the_token() {
        ehr.set("/fhir/Patient/" + PATIENT, 401, "");
        var said = ehr.examined();
        assertThat(said.wrong()).containsExactly("prefetch kfre-ckd patient");
        assertThat(said.step("kfre-ckd patient").finding()).contains("does not take the token (HTTP 401)");
        var without = ehr.examined(new Doctor.Access(null, null, null, PATIENT));
        assertThat(without.step("kfre-ckd patient").finding()).contains("wants a token (HTTP 401)");
    }

    @Test
    void says_which_types_the_scopes_do_not_cover_and_how_they_are_spelt() {
        var token = TriedEhr.token("user/Patient.read user/Observation.rs user/Condition.write", 32_503_680_000L);
        var said = ehr.examined(new Doctor.Access(null, token, null, null));
        assertThat(said.wrong()).containsExactly("token scopes");
        assertThat(said.step("token scopes").finding()).contains("do not cover Condition, Procedure, ServiceRequest");
        assertThat(said.step("token scopes").advice()).contains("user/Condition.read (or user/Condition.rs)");
    }

    @Test
    void says_which_types_are_covered_in_part_by_a_scope_with_a_query() {
        var part = TriedEhr.SCOPES.replace(
                "user/Observation.read",
                "user/Observation.rs?category=laboratory user/ServiceRequest.rs?status=active");
        var said = ehr.examined(new Doctor.Access(null, TriedEhr.token(part, 32_503_680_000L), null, null));
        assertThat(said.wrong()).containsExactly("token scopes");
        assertThat(said.step("token scopes").finding()).contains("only a part of Observation:");
        assertThat(said.step("token scopes").advice()).contains("without a query");
    }

    @Test
    void takes_the_scopes_of_a_token_that_does_not_name_them() {
        assertThat(ehr.examined(new Doctor.Access(null, "opaque", null, null))
                        .step("token scopes")
                        .verdict())
                .isEqualTo(Verdict.NOT_TRIED);
        assertThat(ehr.examined(new Doctor.Access(null, "opaque", TriedEhr.SCOPES, null))
                        .step("token scopes")
                        .verdict())
                .isEqualTo(Verdict.OK);
    }

    @Test
    void says_that_a_token_is_expired() {
        var token = TriedEhr.token(TriedEhr.SCOPES, 1_000_000_000L);
        var said = ehr.examined(new Doctor.Access(null, token, null, null));
        assertThat(said.wrong()).containsExactly("token scopes");
        assertThat(said.step("token scopes").finding()).isEqualTo("The token expired at 2001-09-09T01:46:40Z.");
    }

    @Test
    void says_that_rows_of_another_patient_came() {
        ehr.set("/fhir/Condition", 200, TriedEhr.rows("Condition", "Patient/" + PATIENT, "Patient/other"));
        var said = ehr.examined();
        assertThat(said.wrong()).containsExactly("prefetch kfre-ckd conditions");
        assertThat(said.step("conditions").finding()).startsWith("rows 1,").contains("1 of another patient");
    }

    @Test
    void sends_the_token_to_the_base_that_is_named_and_to_no_other() throws Exception {
        var second = new TriedEhr();
        try (var other = FhirHost.plain(second)) {
            ehr.registration.withArray("fhirBases").add(other.base().url().toString());
            var unsaid = ehr.examined();
            assertThat(unsaid.wrong()).isEmpty();
            assertThat(unsaid.step("token scopes, prefetch").verdict()).isEqualTo(Verdict.NOT_TRIED);
            assertThat(host.tokens()).containsOnly("none");
            var base = host.base().url() + "/";
            ehr.examined(new Doctor.Access(base, TriedEhr.goodToken(), null, PATIENT));
            assertThat(host.tokens()).contains("Bearer " + TriedEhr.goodToken());
            assertThat(other.tokens()).containsOnly("none");
        }
    }

    @Test
    void names_a_service_that_is_not_offered_and_an_absence_of_bases() {
        ehr.registration.putArray("services").add("kfre-ckd").add("no-such");
        assertThat(ehr.examined().step("registration").finding()).contains("no-such");
        ehr.registration.putArray("services").add("kfre-ckd");
        ehr.registration.remove("fhirBases");
        assertThat(ehr.examined().step("registration").finding()).contains("no FHIR base");
    }

    @Test
    void names_a_service_none_of_whose_hooks_the_kind_of_ehr_fires() {
        ehr.offered = List.of(Folders.kfre(), FixtureFolders.service("draft-nsaid"));
        ehr.registration.putArray("services").add("kfre-ckd").add("draft-nsaid");
        ehr.registration.put("profile", "oracle");
        var said = ehr.examined();
        assertThat(said.wrong()).containsExactly("registration");
        assertThat(said.step("registration").finding())
                .contains("draft-nsaid", "Oracle Health (Cerner) fires none of its hooks (order-sign, order-select)");
        assertThat(said.steps()).noneMatch(step -> step.name().contains("prefetch draft-nsaid"));
        ehr.registration.put("profile", "generic");
        assertThat(ehr.examined().step("registration").finding()).isEqualTo("Every member of it can be used.");
    }

    @Test
    void does_not_mind_a_client_of_every_service_whose_kind_of_ehr_fires_few_hooks() {
        ehr.offered = List.of(Folders.kfre(), FixtureFolders.service("draft-nsaid"));
        ehr.registration.putArray("services").add("*");
        ehr.registration.put("profile", "oracle");
        assertThat(ehr.examined().wrong()).isEmpty();
    }
}
