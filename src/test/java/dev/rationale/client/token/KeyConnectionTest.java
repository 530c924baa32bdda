package dev.rationale.client.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Later;
import dev.rationale.client.ClientKeys;
import dev.rationale.client.Ehr;
import dev.rationale.client.ForbiddenAddresses;
import dev.rationale.client.Way;
import dev.rationale.context.Authority;
import dev.rationale.context.FhirHost;
import dev.rationale.context.ForwardProxy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A key set is fetched by the way that is registered for it and by no other.
class KeyConnectionTest {
    private static final Ehr EHR = Ehr.es384("k1");

    @TempDir
    static Path folder;

    static Authority hospital;
    static Authority stranger;

    private final Later clock = new Later(Instant.parse("2026-03-01T12:00:00Z"));
    private final KeyRing ring =
            new KeyRing(new KeyFetcher(ForbiddenAddresses.ofThisMachine()), clock, new SimpleMeterRegistry());

    @BeforeAll
    static void make_certificates() {
        hospital = Authority.in(folder.resolve("hospital"))
                .signs("ehr", "EC", "san=dns:localhost")
                .signs("cds", "EC", "eku=clientAuth");
        stranger = Authority.in(folder.resolve("stranger")).signs("nobody", "EC", "eku=clientAuth");
    }

    private static FhirHost ehr(boolean demandsCertificate) throws IOException {
        var set = EHR.keySet().toString();
        return FhirHost.secure(hospital.server("ehr"), demandsCertificate, FhirHost.always(200, set));
    }

    private static Path authority() {
        return hospital.certificate("authority");
    }

    private static Way trusting(Path authority) {
        return new Way(null, authority, null, null);
    }

    private boolean has(FhirHost ehr, Way way) {
        return has("https://localhost:" + ehr.port() + "/keys", way);
    }

    private boolean has(String url, Way way) {
        return ring.find(new ClientKeys.Published(URI.create(url), way, null), "k1")
                .isPresent();
    }

    @Test
    void trusts_a_private_authority_only_where_it_is_named() throws IOException {
        try (var ehr = ehr(false)) {
            assertThat(has(ehr, Way.DIRECT)).isFalse();
            assertThat(has(ehr, trusting(stranger.certificate("authority")))).isFalse();
            assertThat(ehr.asked()).isEmpty();
            assertThat(has(ehr, trusting(authority()))).isTrue();
            assertThat(ehr.asked()).containsExactly("GET /keys");
        }
    }

    @Test
    void refuses_a_certificate_of_another_host() throws IOException {
        try (var ehr = ehr(false)) {
            assertThat(has("https://127.0.0.1:" + ehr.port() + "/keys", trusting(authority())))
                    .isFalse();
            assertThat(ehr.asked()).isEmpty();
        }
    }

    @Test
    void shows_its_certificate_where_one_is_demanded() throws IOException {
        try (var ehr = ehr(true)) {
            assertThat(has(ehr, trusting(authority()))).isFalse();
            var foreign = new Way(null, authority(), stranger.certificate("nobody"), stranger.key("nobody"));
            assertThat(has(ehr, foreign)).isFalse();
            assertThat(has(ehr, new Way(null, authority(), hospital.certificate("cds"), hospital.key("cds"))))
                    .isTrue();
        }
    }

    @Test
    void goes_by_the_proxy_that_is_registered() throws IOException {
        try (var ehr = ehr(false);
                var proxy = ForwardProxy.start()) {
            assertThat(has(ehr, new Way(proxy.address(), authority(), null, null)))
                    .isTrue();
            assertThat(proxy.heads()).singleElement().asString().startsWith("CONNECT localhost:" + ehr.port() + " ");
        }
    }

    @Test
    void goes_by_no_proxy_that_is_not_registered() throws IOException {
        var before = ProxySelector.getDefault();
        try (var ehr = ehr(false);
                var proxy = ForwardProxy.start()) {
            ProxySelector.setDefault(ProxySelector.of(InetSocketAddress.createUnresolved(
                    "127.0.0.1", proxy.address().getPort())));
            assertThat(has(ehr, trusting(authority()))).isTrue();
            assertThat(proxy.heads()).isEmpty();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void a_proxy_leads_to_no_forbidden_address_and_is_none() throws IOException {
        try (var proxy = ForwardProxy.start()) {
            assertThat(has("https://169.254.169.254/keys", new Way(proxy.address(), null, null, null)))
                    .isFalse();
            assertThat(proxy.heads()).isEmpty();
            assertThat(has("https://localhost/keys", new Way(URI.create("http://169.254.1.1:3128"), null, null, null)))
                    .isFalse();
        }
    }

    @Test
    void a_way_that_was_mended_is_tried_at_once_and_a_file_that_is_spoilt_ends_nothing_that_works() throws IOException {
        var spoilt = Files.writeString(folder.resolve("spoilt.pem"), "half a certif");
        try (var ehr = ehr(false)) {
            assertThat(has(ehr, trusting(spoilt))).isFalse();
            assertThat(has(ehr, trusting(authority()))).isTrue();
            Files.copy(authority(), spoilt, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            clock.by(KeyRing.BETWEEN_FETCHES);
            assertThat(has(ehr, trusting(spoilt))).isTrue();
        }
    }
}
