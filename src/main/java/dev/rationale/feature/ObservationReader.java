package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.catalog.Measurement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// From one Observation to a reading, a rejected row, or nothing.
final class ObservationReader {
    /// Never used, whoever sent them; not even worth a word.
    private static final Set<String> VOID = Set.of("entered-in-error", "cancelled");

    private static final Set<String> FINAL = Set.of("final", "amended", "corrected");

    /// How an Observation came out.
    sealed interface Outcome {
        record Read(Reading reading) implements Outcome {}

        record Rejected(Feature.PassedOver row) implements Outcome {}

        record Ignored() implements Outcome {}
    }

    private final Measurement measurement;
    private final Codes codes;
    private final Units units;
    private final Clock clock;
    private final LocalDate today;
    private final double deviation;

    ObservationReader(Measurement measurement, Codes codes, Units units, Clock clock) {
        this.measurement = measurement;
        this.codes = codes;
        this.units = units;
        this.clock = clock;
        this.today = LocalDate.now(clock);
        var variation = measurement.variation();
        this.deviation = variation == null ? 0 : variation.logDeviation();
    }

    Outcome read(JsonNode observation) {
        var status = observation.path("status").asText("");
        if (!codes.in(observation.path("code")) || VOID.contains(status)) {
            return new Outcome.Ignored();
        }
        var recorded = RecordedTime.effective(observation);
        var time = recorded.flatMap(text -> RecordedTime.read(text, clock.getZone()));
        var evidence = evidence(observation, recorded.orElse(null));
        var date = time.map(RecordedTime::date).orElse(null);
        if (time.isEmpty()) {
            var lastDay = recorded.flatMap(text -> RecordedTime.lastDay(text, clock.getZone()));
            return rejected(Absence.UNDATED, lastDay.orElse(null), evidence);
        }
        if (time.get().after(clock.instant(), today)) {
            return rejected(Absence.FUTURE, date, evidence);
        }
        if (!FINAL.contains(status)) {
            return rejected(Absence.NOT_FINAL, date, evidence);
        }
        if (codes.contradictedIn(observation.path("code"))) {
            return rejected(Absence.AMBIGUOUS, date, evidence);
        }
        return value(observation, time.get(), evidence);
    }

    private Outcome value(JsonNode observation, RecordedTime time, Evidence evidence) {
        var quantity = observation.path("valueQuantity");
        var wrong = notANumber(observation, quantity);
        if (wrong.isPresent()) {
            return rejected(wrong.get(), time.date(), evidence);
        }
        var unit = units.unit(quantity, measurement);
        if (unit.isEmpty()) {
            return rejected(Absence.UNKNOWN_UNIT, time.date(), evidence);
        }
        var value = Units.value(unit.get(), quantity.path("value").doubleValue(), measurement);
        var plausible = measurement.plausible();
        if (!Double.isFinite(value) || (plausible != null && !plausible.hold(value))) {
            return rejected(Absence.IMPLAUSIBLE, time.date(), evidence);
        }
        var converted = !unit.get().equals(measurement.unit());
        return new Outcome.Read(new Reading(value, value, deviation, time, converted, null, evidence));
    }

    private static Optional<Absence> notANumber(JsonNode observation, JsonNode quantity) {
        var values = values(observation);
        if (Resources.modified(observation) || Resources.modified(quantity)) {
            return Optional.of(Absence.NOT_A_NUMBER);
        }
        if (values == 0 || observation.hasNonNull("dataAbsentReason")) {
            return Optional.of(Absence.NO_VALUE);
        }
        if (quantity.hasNonNull("comparator")) {
            return Optional.of(Absence.COMPARATOR);
        }
        var one = values == 1 && quantity.isObject();
        return one && quantity.path("value").isNumber() ? Optional.empty() : Optional.of(Absence.NOT_A_NUMBER);
    }

    /// How many of the kinds of `value[x]` the row has.
    private static int values(JsonNode observation) {
        var values = 0;
        for (var member : observation.properties()) {
            if (isValue(member.getKey()) && !member.getValue().isNull()) {
                values++;
            }
        }
        return values;
    }

    /// One of the kinds of `value[x]`; asked of every member of every row, so without a regular expression.
    private static boolean isValue(String name) {
        var kind = "value".length();
        return name.startsWith("value") && name.length() > kind && Character.isUpperCase(name.charAt(kind));
    }

    private Evidence evidence(JsonNode observation, @Nullable String recorded) {
        var quantity = observation.path("valueQuantity");
        var unit = quantity.path("unit").isTextual() ? quantity.path("unit") : quantity.path("code");
        var comparator = quantity.path("comparator").asText("");
        var number = quantity.path("value");
        var value = number.isNumber() ? comparator.concat(number.asText()) : null;
        return new Evidence(
                measurement.label(),
                Resources.reference(observation),
                recorded,
                value,
                unit.isTextual() ? unit.textValue() : null);
    }

    private static Outcome rejected(Absence absence, @Nullable LocalDate date, Evidence evidence) {
        return new Outcome.Rejected(new Feature.PassedOver(absence, date, evidence));
    }
}
