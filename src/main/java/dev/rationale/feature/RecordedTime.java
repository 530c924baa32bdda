package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A FHIR date or dateTime that is exact to the day at least ([FHIR R4
/// datatypes](https://hl7.org/fhir/R4/datatypes.html#dateTime)).
///
/// @param instant the start of the day when only the day is recorded
/// @param dayOnly whether only the day is recorded
record RecordedTime(Instant instant, LocalDate date, boolean dayOnly) {
    /// How far the clocks of two hospitals' systems may be apart.
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /// How long the texts `2026`, `2026-11` and `2026-11-24` are.
    private static final int YEAR = 4;
    private static final int MONTH = 7;
    private static final int DAY = 10;

    /// Reads a text; a month, a year or anything else is no usable time.
    static Optional<RecordedTime> read(String text, ZoneId zone) {
        try {
            if (!beginsWithAYear(text)) {
                return Optional.empty();
            }
            if (text.length() == DAY) {
                var date = PlainTime.date(text).orElseGet(() -> LocalDate.parse(text));
                return Optional.of(new RecordedTime(date.atStartOfDay(zone).toInstant(), date, true));
            }
            var instant = PlainTime.read(text)
                    .orElseGet(() -> OffsetDateTime.parse(text).toInstant());
            return Optional.of(new RecordedTime(instant, LocalDate.ofInstant(instant, zone), false));
        } catch (DateTimeException unusable) {
            return Optional.empty();
        }
    }

    /// Java reads years of nine digits with a sign; FHIR has none, and no calendar arithmetic survives them.
    private static boolean beginsWithAYear(String text) {
        if (text.length() <= YEAR || text.charAt(YEAR) != '-') {
            return false;
        }
        for (var at = 0; at < YEAR; at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }

    /// The last day a text can mean, a month and a year included.
    static Optional<LocalDate> lastDay(String text, ZoneId zone) {
        try {
            return switch (text.length()) {
                case YEAR -> Optional.of(Year.parse(text).atMonth(12).atEndOfMonth());
                case MONTH -> Optional.of(YearMonth.parse(text).atEndOfMonth());
                default -> read(text, zone).map(RecordedTime::date);
            };
        } catch (DateTimeException unusable) {
            return Optional.empty();
        }
    }

    /// When an Observation was true of the patient: the moment, or the end of the period it was collected in. Nothing
    /// when it says so twice.
    static Optional<String> effective(JsonNode observation) {
        var period = observation.path("effectivePeriod");
        var end = period.path("end").isTextual() ? period.path("end") : period.path("start");
        @Nullable JsonNode only = null;
        for (var said : List.of(observation.path("effectiveDateTime"), observation.path("effectiveInstant"), end)) {
            if (said.isTextual()) {
                if (only != null) {
                    return Optional.empty();
                }
                only = said;
            }
        }
        return Optional.ofNullable(only).map(JsonNode::textValue);
    }

    boolean after(Instant now, LocalDate today) {
        return date.isAfter(today) || instant.isAfter(now.plus(CLOCK_SKEW));
    }
}
