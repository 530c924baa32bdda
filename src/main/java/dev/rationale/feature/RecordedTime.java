package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/// A FHIR date or dateTime that is exact to the day at least ([FHIR R4
/// datatypes](https://hl7.org/fhir/R4/datatypes.html#dateTime)).
record RecordedTime(Instant instant, LocalDate date) {
    /// Reads a text; a month, a year or anything else is no usable time.
    static Optional<RecordedTime> read(String text, ZoneId zone) {
        try {
            if (text.length() == "yyyy-mm-dd".length()) {
                var date = LocalDate.parse(text);
                return Optional.of(new RecordedTime(date.atStartOfDay(zone).toInstant(), date));
            }
            var instant = PlainTime.read(text)
                    .orElseGet(() -> OffsetDateTime.parse(text).toInstant());
            return Optional.of(new RecordedTime(instant, LocalDate.ofInstant(instant, zone)));
        } catch (DateTimeException unusable) {
            return Optional.empty();
        }
    }

    /// When an Observation was true of the patient: the moment, or the end of the period it was collected in.
    static Optional<String> effective(JsonNode observation) {
        for (var name : new String[] {"effectiveDateTime", "effectiveInstant"}) {
            if (observation.path(name).isTextual()) {
                return Optional.of(observation.path(name).textValue());
            }
        }
        var period = observation.path("effectivePeriod");
        var end = period.path("end").isTextual() ? period.path("end") : period.path("start");
        return end.isTextual() ? Optional.of(end.textValue()) : Optional.empty();
    }

    boolean after(Instant now, LocalDate today) {
        return date.isAfter(today) || instant.isAfter(now.plus(java.time.Duration.ofMinutes(5)));
    }
}
