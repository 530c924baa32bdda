package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The packaged service as a hospital runs it: without the dev switch, with a database of its own.
@ExtendWith(SharedKeycloak.class)
class ProductionIT {
    private static final String BASE = "https://cds.example.org";
    private static final SigningEhr EHR = SigningEhr.es384("ehr", BASE);

    @TempDir
    private static Path folder;

    private static RunningService dev;
    private static Keycloak people;
    private static List<String> settings;

    /// The service in dev brings a PostgreSQL along; a second service is given a database on it.
    @BeforeAll
    static void prepare(Keycloak keycloak) throws Exception {
        people = keycloak;
        dev = RunningService.start(folder.resolve("dev"));
        var port = Files.readAllLines(dev.data().resolve("postgresql/postmaster.pid"))
                .get(3);
        var password =
                Files.readString(dev.data().resolve("postgresql-password")).strip();
        var server = "jdbc:postgresql://127.0.0.1:" + port + "/";
        try (var connection = DriverManager.getConnection(server + "postgres", "rationale", password);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE hospital");
        }
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        var clients = SigningEhr.file(
                folder.resolve("clients"), JSON.createObjectNode().set("ehr", EHR.registration()));
        settings = List.of(
                "rationale.dev=false",
                "quarkus.datasource.jdbc.url=" + server + "hospital",
                "quarkus.datasource.username=rationale",
                "quarkus.datasource.password=" + password,
                "rationale.journal.pseudonym-key=" + Base64.getEncoder().encodeToString(key),
                "rationale.public-url=" + BASE,
                "rationale.client.file=" + clients,
                "quarkus.oidc.auth-server-url=" + keycloak.secureRealm("rationale"),
                "quarkus.oidc.tls.tls-configuration-name=sign-in",
                "quarkus.tls.sign-in.trust-store.pem.certs=" + keycloak.certificate());
    }

    @AfterAll
    static void stop() {
        dev.close();
    }

    private static RunningService start(String name, List<String> with) {
        return RunningService.start(folder.resolve(name), with.toArray(String[]::new));
    }

    private static List<String> without(String setting) {
        return settings.stream().filter(one -> !one.startsWith(setting + "=")).toList();
    }

    private static List<String> and(String setting) {
        var all = new ArrayList<>(settings);
        all.add(setting);
        return all;
    }

    @Test
    void answers_a_real_token_and_nobody_without_one() throws IOException {
        var ehr = new HookClient(dev);
        var call = ehr.call("high-risk");
        call.set("prefetch", ehr.prefetch("high-risk"));
        call.remove("fhirServer");
        try (var service = start("production", settings)) {
            var answer = EHR.call(service.base(), call);
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            assertThat(tree(answer).at("/cards/0/summary").asText()).contains("Kidney failure risk");
            assertThat(tree(EHR.discovery(service.base())).at("/services/0/id").asText())
                    .isEqualTo("kfre-ckd");
            assertThat(given().get(service.base() + "/cds-services").statusCode())
                    .isEqualTo(401);
            assertThat(given().contentType("application/json")
                            .body(call.toString())
                            .post(service.base() + SigningEhr.SERVICE)
                            .statusCode())
                    .isEqualTo(401);
            for (var path : List.of("/", "/admin/clients", "/admin/clients/ehr", "/journal/decisions?hookInstance=x")) {
                assertThat(given().get(service.base() + path).statusCode())
                        .as(path)
                        .isEqualTo(path.equals("/") ? 404 : 401);
            }
            signsPeopleIn(service);
            assertThat(given().get(service.base() + "/sandbox/fhir/Patient/high-risk")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    /// Over TLS, with a certificate that only this service is told to trust.
    private static void signsPeopleIn(RunningService service) {
        var auditor = SignedIn.at(people.secureRealm("rationale"), "rationale-web", "ada-auditor");
        var log = given().header(SignedIn.bearer(auditor.accessToken())).get(service.base() + "/audit-events");
        assertThat(log.statusCode()).isEqualTo(200);
        assertThat(tree(log).path("entry").findValuesAsText("value")).contains("ehr");
        var plain = SignedIn.at(people, "ada-auditor");
        assertThat(given().header(SignedIn.bearer(plain.accessToken()))
                        .get(service.base() + "/audit-events")
                        .statusCode())
                .as("the same realm without TLS is another issuer")
                .isEqualTo(401);
    }

    @Test
    void refuses_to_start_with_nothing_configured_and_names_everything() {
        assertThatThrownBy(() -> start("nothing", List.of("rationale.dev=false")))
                .hasMessageContaining("the service ended with 1")
                .hasMessageContaining("No database is named. This means: ")
                .hasMessageContaining("No pseudonym key is set. This means: ")
                .hasMessageContaining("No public URL is set. This means: ")
                .hasMessageContaining("No CDS client is registered. This means: ")
                .hasMessageContaining("No identity provider is named. This means: ")
                .hasMessageContaining(" Do instead: ");
    }

    @Test
    void refuses_to_start_without_a_client() {
        assertThatThrownBy(() -> start("no-client", without("rationale.client.file")))
                .hasMessageContaining("No CDS client is registered.")
                .hasMessageContaining("1 findings");
    }

    @Test
    void refuses_to_start_for_pages_of_any_origin() {
        var cors = new ArrayList<>(and("quarkus.http.cors.enabled=true"));
        cors.add("quarkus.http.cors.origins=*");
        assertThatThrownBy(() -> start("cors", cors)).hasMessageContaining("Pages of any origin may call.");
    }

    @Test
    void refuses_to_start_with_a_mistake_in_the_file_of_clients() throws IOException {
        var file = Files.writeString(folder.resolve("mistake.yaml"), "ehr:\n  issuer: x\n  services: [kfre-ckd]\n");
        assertThatThrownBy(() -> start("mistake", and("rationale.client.file=" + file)))
                .hasMessageContaining("mistake.yaml:1: ehr.keys: This is missing.");
    }
}
