package dev.rationale.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static byte[] plain(int length, long seed) {
        var random = new Random(seed);
        var bytes = new byte[length];
        for (var at = 0; at < length; at++) {
            bytes[at] = (byte) random.nextInt(0x20, 0x5c);
        }
        return bytes;
    }

    @Test
    void finds_a_character_at_every_place_of_every_length() {
        for (var length = 1; length < 40; length++) {
            assertThat(Words.mayHold(plain(length, length), '\\')).isFalse();
            for (var at = 0; at < length; at++) {
                var bytes = plain(length, at);
                bytes[at] = '\\';
                assertThat(Words.mayHold(bytes, '\\')).isTrue();
            }
        }
    }

    @Test
    void finds_a_byte_beyond_ascii_at_every_place_of_every_length() {
        for (var length = 1; length < 40; length++) {
            assertThat(Words.ascii(plain(length, length))).isTrue();
            for (var at = 0; at < length; at++) {
                var bytes = plain(length, at);
                bytes[at] = (byte) 0x80;
                assertThat(Words.ascii(bytes)).isFalse();
            }
        }
    }

    @Test
    void finds_nothing_in_nothing() {
        assertThat(Words.ascii(new byte[0])).isTrue();
        assertThat(Words.mayHold(new byte[0], 'x')).isFalse();
    }
}
