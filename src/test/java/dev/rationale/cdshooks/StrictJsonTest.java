package dev.rationale.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private static com.fasterxml.jackson.databind.node.ObjectNode read(String text) {
        return StrictJson.object(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"1.80", "250.0", "1E+2", "0.10", "1E-400", "1E+400", "100"})
    void keeps_a_number_as_it_was_written(String number) {
        assertThat(read("{\"x\":" + number + "}").path("x").asText()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "{}{}",
                "{} x",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "/* */{}",
                "{\"a\":\"\\x\"}",
                "{\"a\":tru}"
            })
    void refuses_what_is_no_json(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        HookRefusal.class,
                        refusal -> assertThat(refusal.error().status()).isEqualTo(400));
    }

    /// Wherever they stand and whatever they hold: which of the two is meant is not known.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"b\":2,\"c\":3,\"a\":1}",
                "{\"a\":null,\"a\":1}",
                "{\"a\":1,\"a\":null}",
                "{\"a\":{},\"a\":{}}",
                "{\"a\":[],\"b\":{},\"a\":[]}",
                "{\"a\":{\"b\":1,\"b\":{}}}",
                "{\"x\":[[{\"b\":[],\"c\":1,\"b\":\"\"}]]}",
                "{\"a\":true,\"\\u0061\":true}",
                "{\"\":1,\"\":2}"
            })
    void refuses_two_members_of_one_name(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        HookRefusal.class,
                        refusal -> assertThat(refusal.issues().getFirst().toString())
                                .contains("line 1, column"));
    }

    @Test
    void takes_the_same_name_in_two_objects() {
        assertThat(read("{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":2}],\"A\":1}")
                        .path("a")
                        .path("a")
                        .intValue())
                .isEqualTo(1);
    }

    /// The bytes are looked at in words of eight: a broken one is found at any place of a word, and in the rest.
    @Test
    void finds_a_byte_that_is_no_utf8_at_any_place() {
        var plain = "{\"name\":\"0123456789012345678901234567890123456\"}".getBytes(StandardCharsets.US_ASCII);
        assertThat(StrictJson.object(plain)).isNotNull();
        for (var at = 9; at < plain.length - 2; at++) {
            var broken = plain.clone();
            broken[at] = (byte) 0x80;
            assertThatThrownBy(() -> StrictJson.object(broken)).isInstanceOf(HookRefusal.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "[{}]", "\"x\"", "7", "true"})
    void refuses_what_is_no_object(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(HookRefusal.class);
    }

    @Test
    void refuses_other_encodings() {
        for (var charset : new java.nio.charset.Charset[] {StandardCharsets.UTF_16, StandardCharsets.UTF_16LE}) {
            assertThatThrownBy(() -> StrictJson.object("{\"a\":1}".getBytes(charset)))
                    .isInstanceOf(HookRefusal.class);
        }
        assertThatThrownBy(() -> StrictJson.object(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .isInstanceOf(HookRefusal.class);
        assertThatThrownBy(() -> read("\ufeff{}")).isInstanceOf(HookRefusal.class);
    }

    @Test
    void stops_at_a_hundred_levels_and_digits() {
        assertThat(read("{\"a\":" + "[".repeat(99) + "]".repeat(99) + "}")).isNotNull();
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"))
                .isInstanceOf(HookRefusal.class);
        assertThat(read("{\"a\":" + "9".repeat(100) + "}")).isNotNull();
        assertThatThrownBy(() -> read("{\"a\":" + "9".repeat(101) + "}")).isInstanceOf(HookRefusal.class);
    }

    /// What was read can always be written as UTF-8 again.
    @ParameterizedTest
    @CsvSource({
        "\\ud800, \ufffd",
        "\\uDC00x, \ufffdx",
        "a\\ud83d\\ude00b, a\ud83d\ude00b",
        "\\ud83d\\ud83d\\ude00, \ufffd\ud83d\ude00",
        "\\\\ud800, \\ud800"
    })
    void replaces_half_a_surrogate_pair(String escaped, String expected) throws Exception {
        var node = read("{\"x\":\"" + escaped + "\",\"y\":[{\"z\":\"" + escaped + "\"},\"" + escaped + "\"]}");
        assertThat(node.path("x").textValue()).isEqualTo(expected);
        assertThat(node.at("/y/0/z").textValue()).isEqualTo(expected);
        assertThat(node.at("/y/1").textValue()).isEqualTo(expected);
        assertThat(new ObjectMapper().readTree(new ObjectMapper().writeValueAsBytes(node)))
                .isEqualTo(node);
    }

    @Test
    void names_the_place_and_not_the_content() {
        assertThatThrownBy(() -> read("{\n \"secret\": secret}")).isInstanceOfSatisfying(HookRefusal.class, refusal -> {
            assertThat(refusal.issues().getFirst().expression())
                    .singleElement()
                    .asString()
                    .startsWith("line 2, column ");
            assertThat(refusal.issues().toString()).doesNotContain("secret");
            assertThat(refusal.toString()).doesNotContain("secret");
        });
    }
}
