package dev.rationale.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.client.Ehr;
import dev.rationale.context.FhirHost;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientWordTest {
    private static final String SECOND_TABLE_ROW = "| Observation | `user/Observation.read` | `user/Observation.rs` |";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ObjectNode registered = Ehr.JSON.createObjectNode();
    private String file;

    @BeforeEach
    void register_two_clients() throws Exception {
        var epic = Ehr.es384("k1").registration().put("profile", "epic");
        epic.putArray("audiences").add("https://old.example.org/cds");
        epic.putArray("fhirBases")
                .addObject()
                .put("url", "https://ehr.example.org/fhir")
                .put("proxy", "http://proxy.example.org:3128");
        var other = Ehr.es384("k2").registration().put("issuer", "https://other.example.org");
        other.putArray("services").add("*");
        registered.set("main-ehr", epic);
        registered.set("other-ehr", other);
        file = written(registered);
    }

    private String written(ObjectNode clients) throws Exception {
        // JSON is YAML.
        return Files.writeString(folder.resolve("clients.yaml"), clients.toString())
                .toString();
    }

    @Test
    void lists_who_is_registered() {
        assertThat(words("client", "--file", file)).isZero();
        assertThat(said(out)).isEqualTo("""
                main-ehr  https://ehr.example.org/  kfre-ckd  epic
                other-ehr  https://other.example.org  *  generic
                """);
    }

    @Test
    void prints_the_page_of_the_ehrs_build_team() {
        assertThat(words("client", "main-ehr", "--for-ehr", "--file", file)).isZero();
        assertThat(said(out))
                .contains(
                        "/cds-services/kfre-ckd/feedback",
                        "`https://old.example.org/cds`",
                        "`iss` is `https://ehr.example.org/`",
                        "`ES384`, `RS384`",
                        "at most 300 s apart; clocks may differ by 30 s",
                        "Registered by hand: `k1`",
                        SECOND_TABLE_ROW,
                        "- https://ehr.example.org/fhir, by the proxy proxy.example.org:3128",
                        "On `patient-view`, as discovery has it",
                        "\"patient\" : \"Patient/{{context.patientId}}\"",
                        "required (412 without): `kidney`, `patient`",
                        "`kidneyfailurerisk` of `urn:dev:rationale:topic`",
                        "`doi.org`",
                        "`patient-refuses`",
                        "100 calls each second",
                        "within 1500 ms",
                        "wait 2000 ms",
                        "profile `epic`",
                        "curl -H \"Authorization: Bearer $TOKEN\"");
        assertThat(said(err)).contains("rationale.public-url");
    }

    @Test
    void prints_prefetch_as_the_folder_has_it() {
        assertThat(words("client", "main-ehr", "--for-ehr", "--file", file)).isZero();
        dev.rationale.Folders.kfre()
                .prefetch()
                .values()
                .forEach(template -> assertThat(said(out)).contains("\"" + template + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client nobody", "client nobody --for-ehr", "doctor --client nobody"})
    void names_the_clients_there_are(String arguments) {
        assertThat(words((arguments + " --file " + file).split(" ", -1))).isEqualTo(2);
        assertThat(said(err).lines()).singleElement().asString().contains("no client `nobody`", "main-ehr, other-ehr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client",
                "client --for-ehr --file clients.yaml",
                "client --file nowhere.yaml",
                "client --url nonsense",
                "doctor",
                "doctor --client main-ehr",
                "doctor --client main-ehr --file clients.yaml --url http://127.0.0.1:1",
            })
    void refuses_misuse_in_one_line_with_exit_code_2(String arguments) {
        assertThat(words(arguments.replace("clients.yaml", file).split(" ", -1)))
                .isEqualTo(2);
        assertThat(said(err).lines()).singleElement().asString().startsWith("rationale: ");
        assertThat(said(out)).isEmpty();
    }

    @Test
    void says_what_keeps_a_client_from_being_used() throws Exception {
        registered.withObject("main-ehr").put("profile", "nonsense");
        registered.withObject("main-ehr").putArray("fhirBases").add("http://ehr.example.org/fhir");
        file = written(registered);
        assertThat(words("client", "--file", file)).isEqualTo(1);
        assertThat(said(out)).doesNotContain("main-ehr").contains("other-ehr");
        assertThat(said(err)).contains("main-ehr.profile: There is no such profile.");
        assertThat(words("client", "main-ehr", "--for-ehr", "--file", file)).isEqualTo(1);
        assertThat(said(err).lines()).singleElement().asString().contains("main-ehr.profile");
        assertThat(words("doctor", "--client", "main-ehr", "--file", file)).isEqualTo(1);
        assertThat(said(out)).contains("wrong      registration: ", "main-ehr.fhirBases[0]: This must be an https URL");
        assertThat(words("client", "other-ehr", "--for-ehr", "--file", file)).isZero();
    }

    @Test
    void tries_a_client_and_ends_with_1_when_something_is_wrong() throws Exception {
        registered.withObject("main-ehr").putArray("fhirBases").add("https://ehr.invalid/fhir");
        file = written(registered);
        assertThat(words("doctor", "--client", "main-ehr", "--file", file)).isEqualTo(1);
        assertThat(said(out)).contains("""
                wrong      FHIR https://ehr.invalid/fhir, name: The name ehr.invalid has no address here.
                           Correct the name in the registration, or let this machine's DNS know it.
                """);
    }

    @Test
    void asks_a_running_service_with_the_token() throws Exception {
        var answer = Ehr.JSON.createObjectNode();
        answer.putArray("clients").addObject().put("name", "main-ehr").set("registration", registered.get("main-ehr"));
        try (var service = FhirHost.plain(FhirHost.always(200, answer.toString()))) {
            var url = "http://127.0.0.1:" + service.port();
            assertThat(words("client", "--url", url, "--token", "t")).isZero();
            assertThat(said(out)).startsWith("main-ehr  https://ehr.example.org/");
            assertThat(service.asked()).containsExactly("GET /admin/clients");
            assertThat(service.tokens()).containsExactly("Bearer t");
            assertThat(words("client", "main-ehr", "--for-ehr", "--url", url)).isZero();
            assertThat(said(out)).contains("| discovery | GET " + url + "/cds-services | `" + url + "/cds-services` |");
        }
        try (var service = FhirHost.plain(FhirHost.always(401, ""))) {
            assertThat(words("client", "--url", "http://127.0.0.1:" + service.port()))
                    .isEqualTo(1);
            assertThat(said(err).lines()).singleElement().asString().contains("401", "--token");
        }
    }

    private int words(String... arguments) {
        out.reset();
        err.reset();
        return Words.commandLine(new Terminal(stream(out), stream(err), 72)).execute(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String said(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
