package dev.rationale.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.client.FhirBase;
import dev.rationale.context.Authority;
import dev.rationale.context.FhirHost;
import dev.rationale.context.ForwardProxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTlsTest {
    @TempDir
    static Path folder;

    private static Authority authority;
    private static Authority foreign;

    @BeforeAll
    static void sign() {
        authority = Authority.in(folder.resolve("own"))
                .signs("good", "EC", "san=dns:localhost")
                .signs("other", "EC", "san=dns:other.example.org")
                .signsExpired("old", "EC", "san=dns:localhost")
                .signs("client", "RSA", "eku=clientAuth")
                .signs("second", "RSA", "eku=clientAuth");
        foreign = Authority.in(folder.resolve("foreign"));
    }

    private static FhirBase reached(FhirHost host, Path certificateAuthority) {
        return host.base("localhost", null, certificateAuthority, null, null);
    }

    private static TriedEhr.Said tried(String server, Path certificateAuthority) throws Exception {
        var ehr = new TriedEhr();
        try (var host = FhirHost.secure(authority.server(server), false, ehr)) {
            return ehr.at(reached(host, certificateAuthority)).examined();
        }
    }

    private static Path own() {
        return authority.certificate("authority");
    }

    @Test
    void trusts_a_certificate_of_the_registered_authority_and_counts_its_days() throws Exception {
        var said = tried("good", own());
        assertThat(said.wrong()).isEmpty();
        assertThat(said.step("certificate files").finding()).contains("can be read");
        assertThat(said.step("TLS").finding()).contains("good for 1 more days");
        assertThat(said.step("TLS").advice()).contains("renewed");
    }

    @Test
    void says_that_another_authority_signed_it() throws Exception {
        var said = tried("good", foreign.certificate("authority"));
        assertThat(said.wrong()).containsExactly("TLS");
        assertThat(said.step("TLS").finding()).contains("CN=authority", "not by the registered certificateAuthority");
        assertThat(said.step("metadata, smart-configuration").verdict()).isEqualTo(Step.Verdict.NOT_TRIED);
    }

    @Test
    void says_that_a_private_authority_must_be_named() throws Exception {
        var said = tried("good", null);
        assertThat(said.wrong()).containsExactly("TLS");
        assertThat(said.step("TLS").finding()).contains("the JDK does not trust");
        assertThat(said.step("TLS").advice()).contains("certificateAuthority");
    }

    @Test
    void says_that_the_certificate_is_expired() throws Exception {
        var said = tried("old", own());
        assertThat(said.wrong()).containsExactly("TLS");
        assertThat(said.step("TLS").finding()).contains("CN=old", "expired on ");
    }

    @Test
    void says_for_whom_the_certificate_is() throws Exception {
        var said = tried("other", own());
        assertThat(said.wrong()).containsExactly("TLS");
        assertThat(said.step("TLS").finding())
                .isEqualTo("The certificate is for other.example.org, not for localhost.");
    }

    @Test
    void says_that_the_port_does_not_speak_tls() throws Exception {
        var ehr = new TriedEhr();
        try (var host = FhirHost.plain(ehr)) {
            ehr.registration.putArray("fhirBases").add("https://localhost:" + host.port() + "/fhir");
            var said = ehr.examined();
            assertThat(said.wrong()).containsExactly("TLS");
            assertThat(said.step("TLS").finding()).contains("does not speak TLS");
        }
    }

    @Test
    void goes_by_the_registered_proxy_and_says_when_that_refuses() throws Exception {
        var ehr = new TriedEhr();
        try (var host = FhirHost.secure(authority.server("good"), false, ehr);
                var proxy = ForwardProxy.start();
                var refusing = FhirHost.plain(FhirHost.always(403, ""))) {
            var good = ehr.at(host.base("localhost", proxy.address(), own(), null, null))
                    .examined();
            assertThat(good.wrong()).isEmpty();
            assertThat(good.step("name").finding()).startsWith("By the proxy: 127.0.0.1");
            assertThat(proxy.heads())
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head).startsWith("CONNECT localhost:" + host.port()));
            var other = URI.create("http://127.0.0.1:" + refusing.port());
            var said = ehr.at(host.base("localhost", other, own(), null, null)).examined();
            assertThat(said.wrong()).containsExactly("TLS");
            assertThat(said.step("TLS").finding()).contains("The proxy does not let");
        }
    }

    @Test
    void says_that_a_file_is_no_certificate() throws Exception {
        var said = tried("good", Files.writeString(folder.resolve("text.pem"), "no certificate"));
        assertThat(said.wrong()).containsExactly("certificate files");
        assertThat(said.step("certificate files").finding()).contains("text.pem");
    }

    @Test
    void says_that_the_server_demands_a_client_certificate() throws Exception {
        var ehr = new TriedEhr();
        try (var host = FhirHost.secure(authority.server("good"), true, ehr)) {
            var without = ehr.at(reached(host, own())).examined(new Doctor.Access(null, null, null, null));
            assertThat(without.wrong()).containsExactly("metadata");
            assertThat(without.step("metadata").finding()).contains("demands a client certificate");
            var with = host.base("localhost", null, own(), authority.certificate("client"), authority.key("client"));
            var said = ehr.at(with).examined();
            assertThat(said.wrong()).isEmpty();
            assertThat(said.step("certificate files").finding()).contains("are a pair");
        }
    }

    @Test
    void says_that_the_key_is_not_that_of_the_certificate() throws Exception {
        var ehr = new TriedEhr();
        try (var host = FhirHost.secure(authority.server("good"), true, ehr)) {
            var mixed = host.base("localhost", null, own(), authority.certificate("client"), authority.key("second"));
            var said = ehr.at(mixed).examined();
            assertThat(said.wrong()).containsExactly("certificate files");
            assertThat(said.step("certificate files").finding()).contains("second.key is not the key of");
        }
    }

    @Test
    void reaches_the_key_set_by_the_way_that_is_registered_for_it() throws Exception {
        var ehr = new TriedEhr();
        ehr.set("/keys", 200, ehr.keys.keySet().toString());
        try (var host = FhirHost.secure(authority.server("good"), true, ehr);
                var proxy = ForwardProxy.start()) {
            var keys = ehr.registration.putObject("keys").put("url", "https://localhost:" + host.port() + "/keys");
            assertThat(ehr.examined().wrong()).contains("TLS");
            keys.put("certificateAuthority", own().toString())
                    .put("clientCertificate", authority.certificate("client").toString())
                    .put("clientKey", authority.key("client").toString())
                    .put("proxy", proxy.address().toString());
            var said = ehr.examined();
            assertThat(said.step("key set").finding()).isEqualTo("For ES384, RS384 there is k1.");
            assertThat(said.step("name").finding()).startsWith("By the proxy: 127.0.0.1");
            assertThat(proxy.heads())
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head).startsWith("CONNECT localhost:" + host.port()));
        }
    }
}
