package dev.rationale.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.rationale.client.Ehr;
import dev.rationale.context.FhirHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorKeysTest {
    private static final String KEYS = "/keys";
    private final TriedEhr ehr = new TriedEhr();
    private FhirHost host;

    @BeforeEach
    void open_an_ehr() throws Exception {
        host = FhirHost.plain(ehr);
        ehr.at(host.base());
        ehr.registration.putObject("keys").put("url", "http://127.0.0.1:" + host.port() + KEYS);
        ehr.set(KEYS, 200, ehr.keys.keySet().toString());
    }

    @AfterEach
    void close_it() {
        host.close();
    }

    @Test
    void names_the_key_that_fits() {
        var said = ehr.examined();
        assertThat(said.wrong()).isEmpty();
        assertThat(said.step("key set").finding()).isEqualTo("For ES384, RS384 there is k1.");
    }

    @Test
    void says_that_no_key_is_on_the_curve_of_a_registered_algorithm() {
        var keys = Ehr.elliptic("p256", Curve.P_256, "ES256").keySet();
        ehr.set(KEYS, 200, keys.toString());
        var said = ehr.examined();
        assertThat(said.wrong()).containsExactly("key set");
        assertThat(said.step("key set").finding()).startsWith("No key fits ES384, RS384 (1 of another type");
        ehr.registration.putArray("algorithms").add("ES256");
        assertThat(ehr.examined().wrong()).isEmpty();
    }

    @Test
    void says_the_same_of_keys_that_are_registered_inline() {
        ehr.registration
                .putObject("keys")
                .set("inline", Ehr.elliptic("p256", Curve.P_256, "ES256").keySet());
        assertThat(ehr.examined().wrong()).containsExactly("registration, keys inline");
        ehr.registration.putObject("keys").set("inline", ehr.keys.keySet());
        assertThat(ehr.examined().wrong()).isEmpty();
    }

    @Test
    void names_a_key_that_is_too_short_or_has_no_id() throws Exception {
        var weak = new RSAKeyGenerator(1024, true).keyID("weak").generate();
        ehr.set(KEYS, 200, Ehr.keySet(ehr.keys.key(), weak).toString());
        assertThat(ehr.examined().step("key set").finding()).contains("keys[1]", "2048");
        var set = Ehr.keySet(ehr.keys.key(), Ehr.es384("k2").key());
        ((ObjectNode) set.path("keys").get(1)).remove("kid");
        ehr.set(KEYS, 200, set.toString());
        assertThat(ehr.examined().step("key set").finding()).contains("keys[1]", "no kid");
    }

    @Test
    void does_not_mind_a_key_for_encryption() throws Exception {
        var other = new ECKeyGenerator(Curve.P_384)
                .keyID("e")
                .keyUse(KeyUse.ENCRYPTION)
                .generate();
        ehr.set(KEYS, 200, Ehr.keySet(ehr.keys.key(), other).toString());
        assertThat(ehr.examined().wrong()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "200, <html>, no JSON Web Key Set",
        "200, {}, no JSON Web Key Set",
        "404, gone, It answers 404",
        "302, /elsewhere, leads to /elsewhere",
    })
    void says_that_there_is_no_key_set(int status, String body, String finding) {
        ehr.set(KEYS, status, body);
        var said = ehr.examined();
        assertThat(said.wrong()).containsExactly("key set");
        assertThat(said.step("key set").finding()).contains(finding);
    }
}
