package dev.rationale.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.client.Connections.Connection;
import dev.rationale.client.FhirBase;
import dev.rationale.client.ForbiddenAddresses;
import dev.rationale.client.Way;
import dev.rationale.context.FhirReader.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FhirConnectionsTest {
    @TempDir
    static Path folder;

    static Authority hospital;
    static Authority stranger;

    private final FhirConnections connections = new FhirConnections(Limits.usual());

    @BeforeAll
    static void make_certificates() {
        hospital = Authority.in(folder.resolve("hospital"))
                .signs("ehr", "EC", "san=dns:localhost")
                .signs("elliptic", "EC", "eku=clientAuth")
                .signs("rivest", "RSA", "eku=clientAuth")
                .signs("edwards", "Ed25519", "eku=clientAuth");
        stranger = Authority.in(folder.resolve("stranger")).signs("nobody", "EC", "eku=clientAuth");
    }

    private static FhirHost ehr(boolean demandsCertificate) throws IOException {
        return FhirHost.secure(hospital.server("ehr"), demandsCertificate, FhirHost.always(200, FhirHost.PAGE));
    }

    private Answer read(FhirBase base) {
        var reader = new FhirReader(connections, Limits.usual(), Clock.systemUTC());
        var deadline = Clock.systemUTC().instant().plus(Duration.ofSeconds(20));
        return reader.read(
                URI.create(base.url() + "/Patient/1"), new FhirAccess(base, "secret", deadline, new Allowance(10_000)));
    }

    private boolean reaches(FhirBase base) {
        return read(base) instanceof Answer.Page;
    }

    @Test
    void trusts_a_private_authority_only_where_it_is_named() throws IOException {
        try (var ehr = ehr(false)) {
            assertThat(reaches(ehr.base("localhost", null, hospital.certificate("authority"), null, null)))
                    .isTrue();
            assertThat(reaches(ehr.base("localhost", null, null, null, null))).isFalse();
            assertThat(reaches(ehr.base("localhost", null, stranger.certificate("authority"), null, null)))
                    .isFalse();
            assertThat(ehr.asked()).hasSize(1);
        }
    }

    @Test
    void refuses_a_certificate_of_another_host() throws IOException {
        try (var ehr = ehr(false)) {
            assertThat(reaches(ehr.base("127.0.0.1", null, hospital.certificate("authority"), null, null)))
                    .isFalse();
            assertThat(ehr.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"elliptic", "rivest", "edwards"})
    void shows_its_certificate_where_one_is_demanded(String name) throws IOException {
        try (var ehr = ehr(true)) {
            var authority = hospital.certificate("authority");
            assertThat(reaches(ehr.base("localhost", null, authority, hospital.certificate(name), hospital.key(name))))
                    .isTrue();
            assertThat(reaches(ehr.base("localhost", null, authority, null, null)))
                    .isFalse();
            assertThat(reaches(ehr.base(
                            "localhost", null, authority, stranger.certificate("nobody"), stranger.key("nobody"))))
                    .isFalse();
            assertThat(ehr.asked()).hasSize(1);
        }
    }

    @Test
    void takes_a_renewed_file_without_a_restart_and_keeps_what_works_while_one_is_spoilt() throws IOException {
        var file = folder.resolve("renewed.pem");
        try (var ehr = ehr(false)) {
            var base = ehr.base("localhost", null, file, null, null);
            assertThat(connections.to(base)).isInstanceOf(Connection.Broken.class);
            replace(file, stranger.certificate("authority"), 1);
            assertThat(reaches(base)).isFalse();
            replace(file, hospital.certificate("authority"), 2);
            assertThat(reaches(base)).isTrue();
            Files.writeString(file, "half a certif");
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(3)));
            assertThat(reaches(base)).isTrue();
            replace(file, stranger.certificate("authority"), 4);
            assertThat(reaches(base)).isFalse();
        }
    }

    private static void replace(Path file, Path by, int second) throws IOException {
        Files.copy(by, file, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
    }

    @Test
    void says_which_file_is_wrong_and_how() throws IOException {
        var rivest = Files.writeString(
                folder.resolve("rsa.key"), "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n");
        var empty = Files.writeString(folder.resolve("empty.pem"), "");
        var missing = folder.resolve("missing.pem");
        var certificate = hospital.certificate("rivest");
        assertThat(why(missing, null, null)).contains(missing.toString(), "cannot be read");
        assertThat(why(empty, null, null)).contains(empty.toString(), "no certificate");
        assertThat(why(rivest, null, null)).contains(rivest.toString());
        assertThat(why(null, certificate, rivest)).contains(rivest.toString(), "PKCS#8", "openssl");
        assertThat(why(null, certificate, certificate)).contains(certificate.toString(), "private key");
        assertThat(why(null, certificate, null)).contains("belong together");
    }

    private String why(Path authority, Path certificate, Path key) {
        var base = new FhirBase(URI.create("https://localhost/fhir"), new Way(null, authority, certificate, key));
        return connections.to(base) instanceof Connection.Broken(String why) ? why : "";
    }

    @Test
    void goes_by_the_proxy_that_is_registered_and_shows_it_no_token() throws IOException {
        try (var ehr = ehr(false);
                var proxy = ForwardProxy.start()) {
            var base = ehr.base("localhost", proxy.address(), hospital.certificate("authority"), null, null);
            assertThat(reaches(base)).isTrue();
            assertThat(proxy.heads())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT localhost:" + ehr.port() + " ")
                    .doesNotContain("secret", "Authorization");
            assertThat(ehr.tokens()).containsExactly("Bearer secret");
        }
    }

    @Test
    void sends_plain_requests_to_the_proxy_whole() throws IOException {
        try (var proxy = FhirHost.plain(FhirHost.always(200, FhirHost.PAGE))) {
            var base = new FhirBase(
                    URI.create("http://ehr.example.org/fhir"),
                    new Way(URI.create("http://127.0.0.1:" + proxy.port()), null, null, null));
            assertThat(reaches(base)).isTrue();
            assertThat(proxy.asked()).containsExactly("GET http://ehr.example.org/fhir/Patient/1");
        }
    }

    @Test
    void goes_by_no_proxy_that_is_not_registered() throws IOException {
        var before = ProxySelector.getDefault();
        try (var ehr = FhirHost.plain(FhirHost.always(200, FhirHost.PAGE));
                var proxy = FhirHost.plain(FhirHost.always(200, FhirHost.PAGE))) {
            ProxySelector.setDefault(ProxySelector.of(InetSocketAddress.createUnresolved("127.0.0.1", proxy.port())));
            assertThat(reaches(ehr.base())).isTrue();
            assertThat(proxy.asked()).isEmpty();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://proxy.example.org:3128", "http://proxy.example.org", "socks://proxy.example.org:1"})
    void refuses_a_proxy_it_cannot_speak_to(String proxy) {
        var host = new FhirConnections(Limits.usual(), new ForbiddenAddresses(_ -> new java.net.InetAddress[0]));
        var base = new FhirBase(URI.create("https://ehr.example.org"), new Way(URI.create(proxy), null, null, null));
        assertThat(host.to(base)).isInstanceOf(Connection.Broken.class);
    }

    @Test
    void a_proxy_leads_to_no_forbidden_address_and_is_none() throws IOException {
        try (var proxy = ForwardProxy.start()) {
            var metadata = new FhirBase(
                    URI.create("https://169.254.169.254/fhir"), new Way(proxy.address(), null, null, null));
            assertThat(connections.to(metadata)).isEqualTo(new Connection.Forbidden());
            var linkLocal = new FhirBase(
                    URI.create("https://localhost/fhir"),
                    new Way(URI.create("http://169.254.1.1:3128"), null, null, null));
            assertThat(connections.to(linkLocal)).isEqualTo(new Connection.Forbidden());
            assertThat(proxy.heads()).isEmpty();
        }
    }

    @Test
    void bases_that_are_reached_alike_share_a_connection() {
        var one = new FhirBase(URI.create("http://127.0.0.1:1/a"));
        var other = new FhirBase(URI.create("http://127.0.0.1:2/b"));
        var proxied = new FhirBase(
                URI.create("http://127.0.0.1:1/a"), new Way(URI.create("http://127.0.0.1:3"), null, null, null));
        assertThat(connections.to(one)).isEqualTo(connections.to(other)).isNotEqualTo(connections.to(proxied));
    }
}
