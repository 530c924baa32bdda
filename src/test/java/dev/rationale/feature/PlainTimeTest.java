package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-12T08:30:00Z, 2026-11-12T08:30:00Z",
        "2026-11-12T08:30:00+00:00, 2026-11-12T08:30:00Z",
        "2026-11-12T00:30:00+05:30, 2026-11-11T19:00:00Z",
        "2026-12-31T23:30:00-03:30, 2027-01-01T03:00:00Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z"
    })
    void reads_the_usual_form(String text, Instant instant) {
        assertThat(PlainTime.read(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-12T08:30:00.123Z",
                "2026-11-12T08:30Z",
                "2026-11-12 08:30:00Z",
                "2026-11-12T24:00:00Z",
                "2026-11-12T08:60:00Z",
                "2026-11-12T08:30:60Z",
                "2026-11-12T08:30:00z",
                "2026-11-12T08-30:00Z",
                "2026-11-12T08:30:00+18:00",
                "2026-11-12T08:30:00+0a:00",
                "2026-11-12T08:30:00*01:00",
                "2026-11-12T08:30:00+01-00",
                ""
            })
    void leaves_every_other_form_to_the_general_parser(String text) {
        assertThat(PlainTime.read(text)).isEmpty();
    }

    @Test
    void a_day_that_the_calendar_has_not_is_refused() {
        assertThatThrownBy(() -> PlainTime.read("2026-02-29T08:30:00Z")).isInstanceOf(DateTimeException.class);
    }

    @Test
    void agrees_with_the_general_parser() {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++) {
            var time = OffsetDateTime.parse("1950-01-01T00:00:00Z")
                    .plusSeconds(random.nextLong(4_000_000_000L))
                    .withOffsetSameInstant(java.time.ZoneOffset.ofTotalSeconds(60 * (random.nextInt(1980) - 990)));
            var text = time.format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx"));
            assertThat(PlainTime.read(text)).as(text).contains(time.toInstant());
        }
    }
}
