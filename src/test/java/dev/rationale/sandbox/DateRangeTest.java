package dev.rationale.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateRangeTest {
    @ParameterizedTest
    @CsvSource({
        "2024,2024-01-01T00:00:00Z,2025-01-01T00:00:00Z",
        "2024-02,2024-02-01T00:00:00Z,2024-03-01T00:00:00Z",
        "2024-02-29,2024-02-29T00:00:00Z,2024-03-01T00:00:00Z",
        "2024-02-29T08:30Z,2024-02-29T08:30:00Z,2024-02-29T08:31:00Z",
        "2024-02-29T08:30:15+02:00,2024-02-29T06:30:15Z,2024-02-29T06:30:16Z",
        "2024-02-29T08:30:15.250Z,2024-02-29T08:30:15.250Z,2024-02-29T08:30:15.251Z",
    })
    void a_date_means_the_stretch_that_its_precision_says(String text, Instant from, Instant to) {
        assertThat(DateRange.parse(text, ZoneOffset.UTC)).contains(new DateRange(from, to));
    }

    @Test
    void a_date_without_an_offset_lies_in_the_zone_of_the_server() {
        var day = DateRange.parse("2024-07-01", ZoneId.of("Europe/Berlin")).orElseThrow();
        assertThat(day.from()).isEqualTo(Instant.parse("2024-06-30T22:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "24",
                "2024-1",
                "2024-13",
                "2023-02-29",
                "2024-02-29T25:00Z",
                "2024-02-29T08",
                "2024-02-29 08:30",
                "2024-02-29T08:30:15+25:00",
                "20240229",
                "today"
            })
    void what_is_no_day_of_the_calendar_is_no_date(String text) {
        assertThat(DateRange.parse(text, ZoneOffset.UTC)).isEmpty();
    }
}
