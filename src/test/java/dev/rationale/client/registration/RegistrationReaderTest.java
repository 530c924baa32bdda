package dev.rationale.client.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.client.CdsClient;
import dev.rationale.client.ClientKeys;
import dev.rationale.client.Ehr;
import dev.rationale.client.RateLimit;
import dev.rationale.client.SignatureAlgorithm;
import dev.rationale.client.Way;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each mistake beside the registration that has none.
class RegistrationReaderTest {
    private static final Ehr EHR = Ehr.es384("key-1");
    private final RegistrationReader reader = new RegistrationReader(false);

    private RegistrationReader.Reading read(Consumer<ObjectNode> change) {
        var registration = EHR.registration();
        change.accept(registration);
        return reader.read("ehr", registration);
    }

    private CdsClient client(Consumer<ObjectNode> change) {
        var reading = read(change);
        assertThat(reading.problems()).isEmpty();
        return reading.client().orElseThrow();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("issuer", r -> r.remove("issuer")),
                mistake("issuer", r -> r.put("issuer", " ")),
                mistake("issuer", r -> r.put("issuer", 5)),
                mistake("issuer", r -> r.put("issuer", "a\nb")),
                mistake("issuer", r -> r.put("issuer", "i".repeat(513))),
                mistake("keys", r -> r.remove("keys")),
                mistake("keys", r -> r.put("keys", "https://ehr.example.org/keys")),
                mistake("keys.url", r -> r.putObject("keys")),
                mistake("keys.url", r -> ((ObjectNode) r.path("keys")).put("url", "https://ehr.example.org/keys")),
                mistake("keys.url", r -> r.putObject("keys").put("url", "http://ehr.example.org/keys")),
                mistake("keys.url", r -> r.putObject("keys").put("url", "http://127.0.0.1/keys")),
                mistake("keys.url", r -> r.putObject("keys").put("url", "file:///etc/passwd")),
                mistake("keys.url", r -> r.putObject("keys").put("url", "https://u:p@ehr.example.org/keys")),
                mistake("keys.url", r -> r.putObject("keys").put("url", "no address")),
                mistake("keys.url", r -> r.putObject("keys").put("url", "https://169.254.169.254/keys")),
                mistake("keys.proxy", r -> keys(r).put("proxy", "socks://proxy.example.org:1080")),
                mistake("keys.certificateAuthority", r -> keys(r).put("certificateAuthority", "/no/file.pem")),
                mistake("keys.clientKey", r -> keys(r).put("clientCertificate", "pom.xml")),
                mistake("keys.proxy", r -> ((ObjectNode) r.path("keys")).put("proxy", "http://proxy.example.org:3128")),
                mistake("keys.jwks", r -> ((ObjectNode) r.path("keys")).put("jwks", "x")),
                mistake("keys.inline.keys", r -> ((ObjectNode) r.at("/keys/inline")).putArray("keys")),
                mistake("keys.inline.keys[0]", r -> ((ObjectNode) r.at("/keys/inline/keys/0")).remove("kid")),
                mistake("algorithms", r -> r.putArray("algorithms")),
                mistake("algorithms", r -> r.putArray("algorithms").add("none")),
                mistake("algorithms", r -> r.putArray("algorithms").add("HS256")),
                mistake("algorithms", r -> r.put("algorithms", "ES384")),
                mistake(
                        "algorithms[1]",
                        r -> r.putArray("algorithms").add("ES384").add("ES384")),
                mistake("audiences[0]", r -> r.putArray("audiences").add("")),
                mistake("tenants[1]", r -> r.putArray("tenants").add("north").addNull()),
                mistake("services", r -> r.remove("services")),
                mistake("services", r -> r.putArray("services")),
                mistake("services", r -> r.putArray("services").add("*").add("kfre-ckd")),
                mistake("services", r -> r.putArray("services").add("../x")),
                mistake("fhirBases[0]", r -> r.putArray("fhirBases").add("http://fhir.example.org/r4")),
                mistake("fhirBases[0]", r -> r.putArray("fhirBases").add("https://fhir.example.org/r4?a=b")),
                mistake("fhirBases[0]", r -> r.putArray("fhirBases").add("https://169.254.169.254/")),
                mistake("fhirBases[0]", r -> r.putArray("fhirBases").add("https://[fd00:ec2::254]/")),
                mistake(
                        "fhirBases[1].url",
                        r -> r.putArray("fhirBases")
                                .add("https://a.example.org")
                                .addObject()),
                mistake(
                        "fhirBases",
                        r -> r.putArray("fhirBases")
                                .add("https://a.example.org")
                                .add("https://a.example.org/")),
                mistake("fhirBases[0].proxy", r -> base(r).put("proxy", "proxy.example.org:3128")),
                mistake("fhirBases[0].proxy", r -> base(r).put("proxy", "https://proxy.example.org:3128")),
                mistake("fhirBases[0].certificateAuthority", r -> base(r).put("certificateAuthority", "/no/file.pem")),
                mistake("fhirBases[0].clientKey", r -> base(r).put("clientCertificate", "pom.xml")),
                mistake("fhirBases[0].token", r -> base(r).put("token", "secret")),
                mistake("profile", r -> r.put("profile", "unheard-of")),
                mistake("strict", r -> r.put("strict", "yes")),
                mistake("rate.perSecond", r -> r.putObject("rate").put("perSecond", 0)),
                mistake("rate.burst", r -> r.putObject("rate").put("burst", 1.5)),
                mistake("rate.perMinute", r -> r.putObject("rate").put("perMinute", 60)),
                mistake("maxTokenLife", r -> r.put("maxTokenLife", "PT1H1S")),
                mistake("maxTokenLife", r -> r.put("maxTokenLife", "PT0S")),
                mistake("maxTokenLife", r -> r.put("maxTokenLife", 300)),
                mistake("clockSkew", r -> r.put("clockSkew", "PT6M")),
                mistake("clockSkew", r -> r.put("clockSkew", "-PT1S")),
                mistake("name", r -> r.put("name", "ehr")));
    }

    private static ObjectNode keys(ObjectNode registration) {
        return registration.putObject("keys").put("url", "https://ehr.example.org/keys");
    }

    private static ObjectNode base(ObjectNode registration) {
        return registration.putArray("fhirBases").addObject().put("url", "https://a.example.org");
    }

    private static Arguments mistake(String field, Consumer<ObjectNode> change) {
        return arguments(field, change);
    }

    @ParameterizedTest(name = "{0} #{index}")
    @MethodSource("mistakes")
    void names_the_member_that_is_wrong(String field, Consumer<ObjectNode> change) {
        var reading = read(change);
        assertThat(reading.client()).isEmpty();
        assertThat(reading.problems()).extracting(Problem::field).contains(field);
        assertThat(read(r -> {}).client()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ehr", "ehr 1", "-ehr", "open", "unknown", "e/hr"})
    void refuses_a_name_that_would_be_mistaken(String name) {
        assertThat(reader.read(name, EHR.registration()).problems())
                .extracting(Problem::field)
                .containsExactly("name");
    }

    @Test
    void says_everything_that_is_wrong_at_once() {
        var reading = read(r -> r.put("strict", 1).put("profile", "x").remove("issuer"));
        assertThat(reading.problems()).extracting(Problem::field).contains("strict", "profile", "issuer");
    }

    @Test
    void does_without_what_has_a_usual_value() {
        var client = client(r -> {});
        assertThat(client.algorithms()).containsExactlyInAnyOrder(SignatureAlgorithm.ES384, SignatureAlgorithm.RS384);
        assertThat(client.longestLife()).isEqualTo(Duration.ofMinutes(5));
        assertThat(client.clockSkew()).isEqualTo(Duration.ofSeconds(30));
        assertThat(client.rate()).isEqualTo(RateLimit.USUAL);
        assertThat(client.profile().id()).isEqualTo("generic");
        assertThat(client.strict()).isFalse();
        assertThat(client.fhirBases()).isEmpty();
        assertThat(client.mayCall("kfre-ckd")).isTrue();
        assertThat(client.mayCall("other")).isFalse();
    }

    @Test
    void takes_every_member(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("ca.pem"), "x").toString();
        var way = new Way(URI.create("http://proxy.example.org:3128"), Path.of(file), Path.of(file), Path.of(file));
        var client = client(r -> {
            r.putObject("keys")
                    .put("url", "https://ehr.example.org/keys")
                    .put("jku", "https://ehr.example.org/other")
                    .put("proxy", "http://proxy.example.org:3128")
                    .put("certificateAuthority", file)
                    .put("clientCertificate", file)
                    .put("clientKey", file);
            r.putArray("algorithms").add("RS256").add("RS384");
            r.putArray("audiences").add("cds.example.org");
            r.putArray("tenants").add("north");
            base(r).put("proxy", "http://proxy.example.org:3128")
                    .put("certificateAuthority", file)
                    .put("clientCertificate", file)
                    .put("clientKey", file);
            r.putArray("services").add("*");
            r.put("profile", "epic")
                    .put("strict", true)
                    .put("maxTokenLife", "PT1H")
                    .put("clockSkew", "PT0S");
            r.putObject("rate").put("perSecond", 5).put("burst", 7);
        });
        assertThat(client.keys())
                .isEqualTo(new ClientKeys.Published(
                        URI.create("https://ehr.example.org/keys"), way, "https://ehr.example.org/other"));
        assertThat(client.algorithms()).containsExactlyInAnyOrder(SignatureAlgorithm.RS256, SignatureAlgorithm.RS384);
        assertThat(client.audiences()).containsExactly("cds.example.org");
        assertThat(client.tenants()).containsExactly("north");
        assertThat(client.fhirBases().getFirst().way().proxy()).hasToString("http://proxy.example.org:3128");
        assertThat(client.fhirBases().getFirst().way().clientKey()).isEqualTo(Path.of(file));
        assertThat(client.mayCall("anything")).isTrue();
        assertThat(client.profile().id()).isEqualTo("epic");
        assertThat(client.strict()).isTrue();
        assertThat(client.longestLife()).isEqualTo(Duration.ofHours(1));
        assertThat(client.clockSkew()).isZero();
        assertThat(client.rate()).isEqualTo(new RateLimit(5, 7));
    }

    @Test
    void allows_the_loopback_interface_without_tls_in_dev() {
        var registration = EHR.registration();
        registration.putObject("keys").put("url", "http://127.0.0.1:9/keys");
        registration.putArray("fhirBases").add("http://localhost:9/fhir");
        assertThat(new RegistrationReader(true).read("ehr", registration).client())
                .isPresent();
        assertThat(reader.read("ehr", registration).client()).isEmpty();
        registration.putArray("fhirBases").add("http://10.0.0.1/fhir");
        assertThat(new RegistrationReader(true).read("ehr", registration).client())
                .isEmpty();
    }

    @Test
    void shows_nothing_of_a_client_but_its_name() {
        assertThat(client(r -> {})).hasToString("CdsClient ehr");
    }
}
