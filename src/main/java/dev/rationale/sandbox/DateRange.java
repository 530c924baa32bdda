package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The stretch of time that a date of some precision means: `2026-03` is all of March.
/// See [R4 date search](https://hl7.org/fhir/R4/search.html#date).
///
/// @param from the first moment
/// @param to the first moment after it
record DateRange(Instant from, Instant to) {
    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d))?)?");
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d)(:\\d\\d)?(\\.\\d{1,9})?" + "(Z|[+-]\\d\\d:\\d\\d)?");

    /// A date, dateTime, instant or Period element; empty when it is none of them or no day of the calendar.
    ///
    /// @param zone where a date without an offset lies
    static Optional<DateRange> of(JsonNode element, ZoneId zone) {
        if (element.isTextual()) {
            return parse(element.textValue(), zone);
        }
        var start = FhirJson.text(element, "start");
        var end = FhirJson.text(element, "end");
        if (start == null && end == null) {
            return Optional.empty();
        }
        var from = start == null ? Optional.of(Instant.MIN) : parse(start, zone).map(DateRange::from);
        var to = end == null ? Optional.of(Instant.MAX) : parse(end, zone).map(DateRange::to);
        return from.flatMap(first -> to.map(last -> new DateRange(first, last)));
    }

    static Optional<DateRange> parse(String text, ZoneId zone) {
        try {
            var date = DATE.matcher(text);
            if (date.matches()) {
                return Optional.of(ofDate(date.group(1), date.group(2), date.group(3), zone));
            }
            var time = TIME.matcher(text);
            return time.matches() ? Optional.of(ofTime(time.toMatchResult(), zone)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateRange ofDate(String year, @Nullable String month, @Nullable String day, ZoneId zone) {
        var first = LocalDate.of(
                Integer.parseInt(year),
                month == null ? 1 : Integer.parseInt(month),
                day == null ? 1 : Integer.parseInt(day));
        var next = day != null ? first.plusDays(1) : month != null ? first.plusMonths(1) : first.plusYears(1);
        return new DateRange(
                first.atStartOfDay(zone).toInstant(), next.atStartOfDay(zone).toInstant());
    }

    private static DateRange ofTime(MatchResult time, ZoneId zone) {
        var seconds = time.group(3) == null ? ":00" : time.group(3);
        var fraction = time.group(4) == null ? "" : time.group(4);
        var local = LocalDateTime.parse(time.group(1) + "T" + time.group(2) + seconds + fraction);
        var offset = time.group(5) == null ? zone : ZoneOffset.of(time.group(5));
        var from = local.atZone(offset).toInstant();
        if (!fraction.isEmpty()) {
            return new DateRange(from, from.plusNanos(Math.round(Math.pow(10, 10 - fraction.length()))));
        }
        return new DateRange(from, from.plus(1, time.group(3) == null ? ChronoUnit.MINUTES : ChronoUnit.SECONDS));
    }
}
