package dev.rationale.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookWordTest {
    private static final String DISCOVERY = """
            {"services":[
              {"hook":"order-sign","id":"kfre-ckd","description":"d","prefetch":{"other":"Other/1"}},
              {"hook":"patient-view","id":"kfre-ckd","description":"d","prefetch":{
                "patient":"Patient/{{context.patientId}}",
                "labs":"Observation?patient={{context.patientId}}&code=http://loinc.org|2160-0"}},
              {"hook":"patient-view","id":"second","description":"d"}]}
            """;
    private static final String PATIENT = "/sandbox/fhir/Patient/high-risk";
    private static final String LABS = "/sandbox/fhir/Observation?patient=high-risk&code=http://loinc.org%7C2160-0";
    private static final String CALL = "/cds-services/kfre-ckd";
    private static final String CARDS = """
            {"cards":[{"uuid":"6f7a7d2e-1b43-4b0e-9a53-1f0a4f6d2c11","summary":"About 9 in 100 within 2 years",
              "indicator":"warning","detail":"**Why**: urine albumin 820 mg/g",
              "source":{"label":"KFRE","url":"https://example.org/kfre"},"selectionBehavior":"at-most-one",
              "suggestions":[{"label":"Refer to nephrology","isRecommended":true,"actions":[
                {"type":"create","description":"Referral, µmol/L","resource":{"resourceType":"ServiceRequest"}}]}],
              "overrideReasons":[{"code":"x","display":"Patient refuses"}],
              "links":[{"label":"KDIGO","url":"https://kdigo.org/","type":"absolute"}],
              "extension":{"dev.rationale.explanation":{"decision":"d-42"}}}]}
            """;
    private static final String OUTCOME = """
            {"resourceType":"OperationOutcome","issue":[
              {"severity":"error","code":"not-found","expression":["patient"],"diagnostics":"required data"}]}
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private FakeHospital hospital;

    @BeforeEach
    void open_a_hospital() throws Exception {
        hospital = new FakeHospital();
        hospital.set("/cds-services", 200, DISCOVERY);
        hospital.set(PATIENT, 200, "{\"resourceType\":\"Patient\",\"id\":\"high-risk\"}");
        hospital.set(LABS, 200, "{\"resourceType\":\"Bundle\",\"link\":[{\"relation\":\"next\",\"url\":\"x\"}]}");
        hospital.set(CALL, 200, CARDS);
    }

    @AfterEach
    void close_it() {
        hospital.close();
    }

    @Test
    void sends_what_an_ehr_sends() throws Exception {
        assertThat(hook("--patient", "high-risk", "--user", "Practitioner/7")).isZero();
        JsonNode call = new ObjectMapper().readTree(hospital.posted());
        assertThat(call.path("hook").asText()).isEqualTo("patient-view");
        assertThat(UUID.fromString(call.path("hookInstance").asText()).version())
                .isEqualTo(4);
        assertThat(call.path("fhirServer").asText()).isEqualTo(hospital.base() + "/sandbox/fhir");
        assertThat(call.path("context").toString())
                .isEqualTo("{\"userId\":\"Practitioner/7\",\"patientId\":\"high-risk\"}");
        assertThat(call.path("prefetch").path("patient").path("id").asText()).isEqualTo("high-risk");
        assertThat(call.path("prefetch").path("labs").path("link")).hasSize(1);
        assertThat(hospital.asked()).containsExactly("/cds-services", PATIENT, LABS);
    }

    @Test
    void prints_a_card_as_a_person_reads_it() {
        assertThat(hook("--patient", "high-risk")).isZero();
        assertThat(said(out)).isEqualTo("""
                [warning] About 9 in 100 within 2 years

                  Why: urine albumin 820 mg/g

                Suggestions (at most one):
                  - Refer to nephrology (recommended); create ServiceRequest: Referral,
                    µmol/L

                Reasons to override:
                  - Patient refuses

                Links:
                  - KDIGO: https://kdigo.org/

                Source: KFRE https://example.org/kfre
                Decision: d-42

                Correlation id: c-1
                """);
        assertThat(said(err)).isEmpty();
    }

    @Test
    void prints_the_body_as_it_came_when_asked_for_json() {
        assertThat(hook("--patient", "high-risk", "--json")).isZero();
        assertThat(said(out)).isEqualTo(CARDS + "\n");
    }

    @Test
    void says_plainly_that_there_is_no_card_and_how_to_learn_why() throws Exception {
        hospital.set(CALL, 200, "{\"cards\":[]}");
        assertThat(hook("--patient", "high-risk")).isZero();
        String hookInstance = new ObjectMapper()
                .readTree(hospital.posted())
                .path("hookInstance")
                .asText();
        assertThat(said(out)).contains("No card", hospital.base() + "/journal/decisions?hookInstance=" + hookInstance);
    }

    @Test
    void reads_and_sends_nothing_beforehand_without_prefetch() throws Exception {
        assertThat(hook("--patient", "high-risk", "--without-prefetch")).isZero();
        assertThat(hospital.asked()).containsExactly("/cds-services");
        JsonNode call = new ObjectMapper().readTree(hospital.posted());
        assertThat(call.has("prefetch")).isFalse();
        assertThat(call.has("fhirServer")).isTrue();
    }

    @Test
    void says_that_the_patient_is_unknown() {
        hospital.set(PATIENT, 404, OUTCOME);
        assertThat(hook("--patient", "high-risk")).isEqualTo(1);
        assertThat(said(err)).contains("no such patient", PATIENT, "404").doesNotContain("\tat ");
        assertThat(hospital.posted()).isEmpty();
    }

    @Test
    void passes_an_error_of_the_ehr_on_and_leaves_out_what_is_no_fhir() throws Exception {
        hospital.set(LABS, 500, OUTCOME);
        assertThat(hook("--patient", "high-risk")).isZero();
        JsonNode prefetch = new ObjectMapper().readTree(hospital.posted()).path("prefetch");
        assertThat(prefetch.path("labs").path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(said(err)).contains("prefetch labs");
        hospital.set(LABS, 502, "<html>");
        assertThat(hook("--patient", "high-risk")).isZero();
        assertThat(new ObjectMapper()
                        .readTree(hospital.posted())
                        .path("prefetch")
                        .has("labs"))
                .isFalse();
    }

    @Test
    void shows_each_issue_of_a_refusal() {
        hospital.set(CALL, 412, OUTCOME);
        assertThat(hook("--patient", "high-risk")).isEqualTo(1);
        assertThat(said(err)).contains("refused", "412", "not-found (patient): required data", "c-1");
        assertThat(said(out)).isEmpty();
    }

    @Test
    void names_the_services_there_are() {
        assertThat(hook("--patient", "high-risk", "--service", "nonsense")).isEqualTo(1);
        assertThat(said(err).lines()).singleElement().asString().contains("nonsense", "kfre-ckd, second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"services\":3}", "[]"})
    void says_that_the_address_is_no_cds_service(String discovery) {
        hospital.set("/cds-services", 200, discovery);
        assertThat(hook("--patient", "high-risk")).isEqualTo(1);
        assertThat(said(err).lines()).singleElement().asString().contains("no CDS Hooks service");
    }

    @Test
    void says_that_nothing_answers() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(words("hook", "--patient", "x", "--url", "http://127.0.0.1:" + free))
                .isEqualTo(1);
        assertThat(said(err).lines())
                .singleElement()
                .asString()
                .contains("nothing answers at http://127.0.0.1:" + free);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hook",
                "hook --patient",
                "hook --nonsense",
                "hook --patient x nonsense",
                "nonsense",
                "--nonsense",
                "hook --patient x --url nonsense",
                "hook --patient x --url http://",
                "hook --patient x --fhir ftp://127.0.0.1/",
            })
    void refuses_misuse_in_one_line_with_exit_code_2(String arguments) {
        assertThat(words(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(said(err).lines())
                .singleElement()
                .asString()
                .startsWith("rationale: ")
                .contains("--help");
        assertThat(said(out)).isEmpty();
    }

    @Test
    void prints_how_it_is_used() {
        assertThat(words("hook", "--help")).isZero();
        assertThat(said(out)).contains("Usage: ./rationale hook", "--without-prefetch", "--json");
    }

    private int hook(String... arguments) {
        var all = new ArrayList<>(List.of("hook", "--url", hospital.base()));
        all.addAll(List.of(arguments));
        return words(all.toArray(String[]::new));
    }

    private int words(String... arguments) {
        out.reset();
        err.reset();
        var terminal = new Terminal(stream(out), stream(err), 72);
        return Words.commandLine(terminal).execute(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String said(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
