package dev.rationale.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeySetTest {
    private static final Ehr EHR = Ehr.es384("key-1");

    static Stream<Arguments> unusable() {
        return Stream.of(
                unusable("no kid", key -> key.remove("kid")),
                unusable("a blank kid", key -> key.put("kid", " ")),
                unusable("for encryption", key -> key.put("use", "enc")),
                unusable("for another operation", key -> key.putArray("key_ops").add("sign")),
                unusable(
                        "a shared secret",
                        key -> key.removeAll()
                                .put("kty", "oct")
                                .put("k", "c2VjcmV0")
                                .put("kid", "a")),
                unusable("an unknown type", key -> key.put("kty", "XYZ")),
                unusable("an unknown curve", key -> key.put("crv", "P-123")),
                unusable("a curve that is not for these signatures", key -> key.put("crv", "secp256k1")),
                unusable(
                        "a point that is not on its curve",
                        key -> key.put("x", key.path("y").asText())),
                unusable("no point", key -> key.remove("x")),
                unusable("nothing", ObjectNode::removeAll));
    }

    private static Arguments unusable(String how, Consumer<ObjectNode> change) {
        return Arguments.of(how, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void leaves_a_key_out_that_cannot_be_used_and_keeps_the_others(String how, Consumer<ObjectNode> change) {
        var set = Ehr.keySet(EHR.key(), Ehr.es384("key-2").key());
        change.accept((ObjectNode) set.path("keys").get(0));
        var reading = KeySet.read(set);
        assertThat(reading.problems()).containsOnlyKeys("keys[0]");
        assertThat(reading.keys().find("key-1")).isEmpty();
        assertThat(reading.keys().find("key-2")).isPresent();
    }

    @Test
    void keeps_keys_that_say_what_they_are_for() {
        var set = EHR.keySet();
        ((ObjectNode) set.path("keys").get(0))
                .put("use", "sig")
                .putArray("key_ops")
                .add("verify");
        assertThat(KeySet.read(set).keys().find("key-1")).isPresent();
    }

    @Test
    void refuses_a_private_key_and_says_that_it_is_lost() throws Exception {
        var set = Ehr.JSON.createObjectNode();
        set.putArray("keys")
                .add(Ehr.tree(
                        new ECKeyGenerator(Curve.P_384).keyID("k").generate().toJSONString()));
        var reading = KeySet.read(set);
        assertThat(reading.keys().size()).isZero();
        assertThat(reading.problems().get("keys[0]")).contains("private", "new pair");
    }

    @Test
    void refuses_rsa_keys_below_2048_bits() throws Exception {
        var weak = new RSAKeyGenerator(1024, true).keyID("weak").generate();
        var strong = new RSAKeyGenerator(2048).keyID("strong").generate();
        var keys = KeySet.read(Ehr.keySet(weak, strong)).keys();
        assertThat(keys.find("weak")).isEmpty();
        assertThat(keys.find("strong")).isPresent();
    }

    @Test
    void uses_neither_of_two_keys_with_one_kid() {
        var reading = KeySet.read(Ehr.keySet(
                EHR.key(), Ehr.es384("key-1").key(), Ehr.es384("key-2").key()));
        assertThat(reading.keys().find("key-1")).isEmpty();
        assertThat(reading.keys().find("key-2")).isPresent();
        assertThat(reading.problems()).containsEntry("keys", "Two keys have the same kid.");
    }

    @Test
    void has_no_keys_where_there_is_no_list() {
        assertThat(KeySet.read(Ehr.tree("{}")).problems()).containsKey("keys");
        assertThat(KeySet.read(Ehr.tree("{\"keys\":{}}")).problems()).containsKey("keys");
        assertThat(KeySet.read(Ehr.tree("{\"keys\":[1,null]}")).keys().size()).isZero();
    }
}
