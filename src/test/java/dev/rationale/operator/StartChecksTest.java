package dev.rationale.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.client.ClientDatabase;
import dev.rationale.client.Ehr;
import dev.rationale.client.registration.RegistrationFile;
import dev.rationale.client.registration.Registrations;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each insecure setting beside the whole configuration that starts.
class StartChecksTest {
    private static final RegistrationFile NO_FILE = new RegistrationFile(Optional::empty, true);
    private static final Map<String, String> GOOD = Map.of(
            "quarkus.datasource.jdbc.url", "jdbc:postgresql://db.example.org/rationale?sslmode=verify-full",
            "quarkus.datasource.username", "rationale",
            "quarkus.datasource.password", "secret",
            "rationale.journal.pseudonym-key", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQASNFZ4mrze8=",
            "rationale.public-url", "https://cds.example.org/rationale",
            "rationale.client.file", "clients.yaml",
            "quarkus.oidc.auth-server-url", "https://sign-in.example.org/realms/rationale");

    private static final ClientDatabase NOBODY = ClientDatabase.empty();

    @TempDir
    private Path folder;

    private List<String> findings(Map<String, String> changes) {
        return findings(changes, new Registrations(NO_FILE, NOBODY, Clock.systemUTC(), false));
    }

    private static List<String> findings(Map<String, String> changes, Registrations registrations) {
        return findings(changes, NO_FILE, registrations);
    }

    private static List<String> findings(
            Map<String, String> changes, RegistrationFile file, Registrations registrations) {
        var settings = new HashMap<>(GOOD);
        settings.putAll(changes);
        settings.values().removeIf("-"::equals);
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build();
        registrations.refresh();
        return new StartChecks(config, file, registrations)
                .findings().stream().map(StartChecks.Finding::toString).toList();
    }

    @Test
    void finds_nothing_wrong_with_a_whole_configuration() {
        assertThat(findings(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            quarkus.datasource.jdbc.url | - | No database is named.
            quarkus.datasource.password | - | The database has no password.
            rationale.journal.pseudonym-key | - | No pseudonym key is set.
            rationale.journal.pseudonym-key | c2hvcnQ= | The pseudonym key is weak.
            rationale.journal.pseudonym-key | changeme | The pseudonym key is weak.
            rationale.journal.pseudonym-key | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= | The pseudonym key is weak.
            rationale.journal.discard | true | The journal is switched off.
            rationale.public-url | - | No public URL is set.
            rationale.public-url | http://cds.example.org | The public URL is not a plain https URL.
            rationale.public-url | https://cds.example.org?x=1 | The public URL is not a plain https URL.
            rationale.client.file | - | No CDS client is registered.
            quarkus.oidc.auth-server-url | - | No identity provider is named.
            quarkus.oidc.tenant-enabled | false | No identity provider is named.
            quarkus.oidc.auth-server-url | http://sign-in.example.org/realms/rationale | The identity provider is asked without TLS.
            quarkus.oidc.token.audience | any | Tokens made for others are accepted.
            quarkus.oidc.token.issuer | any | Tokens made for others are accepted.
            quarkus.oidc.tls.verification | none | The identity provider's certificate is not looked at.
            quarkus.tls.trust-all | true | The identity provider's certificate is not looked at.
            quarkus.http.cors.enabled | true | Pages of any origin may call.
            quarkus.http.proxy.proxy-address-forwarding | true | Forwarded headers are believed from anybody.
            quarkus.http.proxy.allow-x-forwarded | true | Forwarded headers are believed from anybody.
            quarkus.log.level | TRACE | Everything is logged.
            rationale.journal.spool | pom.xml/spool | The folder pom.xml/spool cannot be made or written.
            rationale.catalog.directory | no-such-folder | There is no folder no-such-folder.
            """)
    void refuses_one_insecure_setting(String name, String value, String finding) {
        assertThat(findings(Map.of(name, value)))
                .singleElement()
                .asString()
                .startsWith(finding)
                .contains(" This means: ", " Do instead: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://ehr.example.org | 0
            https://ehr.example.org,https://ehr.example.org:8443 | 0
            * | 1
            https://ehr.example.org,* | 1
            https://*.example.org | 1
            /https:.*/ | 1
            http://ehr.example.org | 1
            """)
    void lets_pages_of_listed_https_origins_call_and_no_others(String origins, int count) {
        assertThat(findings(Map.of("quarkus.http.cors.enabled", "true", "quarkus.http.cors.origins", origins)))
                .hasSize(count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://127.0.0.1/rationale | 0
            jdbc:postgresql://localhost:5432/rationale?ApplicationName=a/b | 0
            jdbc:postgresql://[::1]:5432/rationale | 0
            jdbc:postgresql:rationale | 0
            jdbc:postgresql:///rationale | 0
            jdbc:postgresql://127.0.0.1,localhost:5433/rationale | 0
            jdbc:postgresql://10.0.0.5/rationale?ssl=true&sslmode=verify-full&sslrootcert=/etc/ca.pem | 0
            jdbc:postgresql://db.example.org/rationale?sslmode=verify-ca | 0
            jdbc:postgresql://db.example.org/rationale | 1
            jdbc:postgresql://db.example.org/rationale?sslmode=require | 1
            jdbc:postgresql://db.example.org/rationale?xsslmode=verify-full | 1
            jdbc:postgresql://localhost.example.org/rationale | 1
            jdbc:postgresql://localhost,db.example.org/rationale | 1
            jdbc:postgresql://127.0.0.1@db.example.org/rationale | 1
            """)
    void reaches_a_database_on_another_host_by_verified_tls_only(String url, int count) {
        assertThat(findings(Map.of("quarkus.datasource.jdbc.url", url))).hasSize(count);
    }

    @Test
    void makes_the_folder_of_the_spool() {
        var spool = folder.resolve("data/spool");
        assertThat(findings(Map.of(
                        "rationale.journal.spool", spool.toString(), "rationale.catalog.directory", "cds-services")))
                .isEmpty();
        assertThat(spool).isDirectory();
    }

    @Test
    void takes_the_drivers_properties_for_verified_tls_too() {
        assertThat(findings(Map.of(
                        "quarkus.datasource.jdbc.url", "jdbc:postgresql://db.example.org/rationale",
                        "quarkus.datasource.jdbc.additional-jdbc-properties.sslmode", "verify-full")))
                .isEmpty();
    }

    @Test
    void refuses_pages_that_send_cookies_along() {
        assertThat(findings(Map.of(
                        "quarkus.http.cors.enabled", "true",
                        "quarkus.http.cors.origins", "https://ehr.example.org",
                        "quarkus.http.cors.access-control-allow-credentials", "true")))
                .singleElement()
                .asString()
                .startsWith("Pages may send cookies along.");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, 0", "0.0.0.0/0, 1", "::/0, 1"})
    void believes_forwarded_headers_from_listed_proxies(String proxies, int count) {
        assertThat(findings(Map.of(
                        "quarkus.http.proxy.proxy-address-forwarding",
                        "true",
                        "quarkus.http.proxy.trusted-proxies",
                        proxies)))
                .hasSize(count);
    }

    @Test
    void starts_with_clients_that_are_in_the_database_alone() {
        var registrations = new Registrations(NO_FILE, ClientDatabase.migrated(), Clock.systemUTC(), false);
        registrations.refresh();
        assertThat(registrations.put("ehr", Ehr.es384("k").registration()))
                .isInstanceOf(Registrations.Outcome.Done.class);
        assertThat(findings(Map.of("rationale.client.file", "-"), registrations))
                .isEmpty();
    }

    @Test
    void starts_while_the_database_is_away_though_it_cannot_know_the_clients() {
        var database = ClientDatabase.empty();
        database.cut(true);
        var registrations = new Registrations(NO_FILE, database, Clock.systemUTC(), false);
        assertThat(findings(Map.of("rationale.client.file", "-"), registrations))
                .isEmpty();
    }

    @Test
    void refuses_a_file_of_clients_with_a_mistake_in_dev_too() throws IOException {
        var file = Files.writeString(folder.resolve("clients.yaml"), "ehr:\n  isuer: x\n");
        var read = new RegistrationFile(() -> Optional.of(file), true);
        var registrations = new Registrations(read, ClientDatabase.empty(), Clock.systemUTC(), true);
        assertThat(findings(Map.of("rationale.dev", "true"), read, registrations))
                .anySatisfy(finding -> assertThat(finding).contains("clients.yaml:2: ehr.isuer: "));
    }

    @Test
    void finds_nothing_else_in_dev() {
        assertThat(findings(Map.of(
                        "rationale.dev", "true",
                        "quarkus.datasource.jdbc.url", "-",
                        "rationale.public-url", "-",
                        "rationale.client.file", "-",
                        "rationale.journal.pseudonym-key", "-")))
                .isEmpty();
    }
}
