package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Records;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-24, UTC, 2026-11-24",
        "2024-02-29, UTC, 2024-02-29",
        "2026-11-24T23:30:00Z, UTC, 2026-11-24",
        "2026-11-24T23:30:00Z, Europe/Vienna, 2026-11-25",
        "2026-11-24T00:30:00+01:00, UTC, 2026-11-23",
        "2026-11-24T00:30:00+01:00, Europe/Vienna, 2026-11-24",
        "2026-11-24T08:10:00.123456Z, America/New_York, 2026-11-24",
        "2026-03-29T02:30:00+01:00, Europe/Vienna, 2026-03-29"
    })
    void is_the_day_it_was_at_the_hospital(String text, String zone, LocalDate day) {
        assertThat(RecordedTime.read(text, ZoneId.of(zone)).map(RecordedTime::date))
                .hasValue(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-11",
                "2026-02-30",
                "2023-02-29",
                "2026-13-01",
                "0000-00-00",
                "2026-11-24T08:10:00",
                "2026-11-24T24:00:00Z",
                "2026-11-24T25:61:00Z",
                "24.11.2026",
                "20261124",
                "yesterday",
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z",
                "+999999999-12-31",
                "2026-11-24 08:10"
            })
    void is_nothing_that_is_not_exact_to_the_day(String text) {
        assertThat(RecordedTime.read(text, ZoneOffset.UTC)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026, 2026-12-31", "2024-02, 2024-02-29", "2026-11-24, 2026-11-24", "2026-11-24T08:00:00Z, 2026-11-24"
    })
    void ends_with_the_last_day_it_can_mean(String text, LocalDate day) {
        assertThat(RecordedTime.lastDay(text, ZoneOffset.UTC)).hasValue(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20x6", "2026-1x", "2026-13", "0000-00-00"})
    void has_no_last_day_when_it_means_none(String text) {
        assertThat(RecordedTime.lastDay(text, ZoneOffset.UTC)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "{'effectiveDateTime':'2026-11-01'}; 2026-11-01",
                "{'effectiveInstant':'2026-11-01T08:00:00Z'}; 2026-11-01T08:00:00Z",
                "{'effectivePeriod':{'start':'2026-10-31','end':'2026-11-01'}}; 2026-11-01",
                "{'effectivePeriod':{'start':'2026-10-31'}}; 2026-10-31",
                "{'effectivePeriod':{}}; -",
                "{'effectivePeriod':'2026'}; -",
                "{'effectiveTiming':{'event':['2026-11-01']}}; -",
                "{'issued':'2026-11-01T08:00:00Z'}; -",
                "{'effectiveDateTime':20261101}; -",
                "{'effectiveDateTime':'2026-11-01','effectivePeriod':{'end':'2025-11-01'}}; -"
            })
    void is_when_the_value_was_true_of_the_patient(String observation, String text) {
        assertThat(RecordedTime.effective(Records.json(observation)).orElse(null))
                .isEqualTo(text);
    }
}
