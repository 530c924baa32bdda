package dev.rationale.feature;

import java.time.Instant;
import java.time.LocalDate;

/// One usable value of a measurement.
///
/// @param value in the measurement's unit
/// @param atRequest the value with the patient's age on the day of the request, where age enters it
/// @param logDeviation standard deviation of the value's logarithm on repeated measurement; 0 when none is stated
/// @param time when it was drawn; the start of the day when only the day is recorded
/// @param converted whether the recorded unit was another one
record Reading(
        double value,
        double atRequest,
        double logDeviation,
        Instant time,
        LocalDate date,
        boolean converted,
        Evidence evidence) {
    Reading with(double otherValue, double otherAtRequest, double otherDeviation) {
        return new Reading(otherValue, otherAtRequest, otherDeviation, time, date, converted, evidence);
    }
}
