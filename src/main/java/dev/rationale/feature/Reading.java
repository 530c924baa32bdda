package dev.rationale.feature;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One usable value of a measurement.
///
/// @param value in the measurement's unit
/// @param atRequest the value with the patient's age on the day of the request, where age enters it
/// @param logDeviation standard deviation of the value's logarithm on repeated measurement; 0 when none is stated
/// @param time when it was drawn
/// @param converted whether the recorded unit was another one
/// @param of the value it was computed from; null when it is an observed one
record Reading(
        double value,
        double atRequest,
        double logDeviation,
        RecordedTime time,
        boolean converted,
        @Nullable Double of,
        Evidence evidence) {
    /// The day on which it was drawn.
    LocalDate date() {
        return time.date();
    }

    /// A value computed from this one.
    Reading computed(double otherValue, double otherAtRequest, double otherDeviation) {
        return new Reading(otherValue, otherAtRequest, otherDeviation, time, converted, value, evidence);
    }
}
