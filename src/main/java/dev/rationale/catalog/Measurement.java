package dev.rationale.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one quantity is read from the record, wherever a feature uses it.
///
/// Either it is observed (`from`, `codes`, `units`, `plausible`) or it is computed from an observed one reading
/// by reading (`derived`, `of`).
///
/// @param label what a clinician calls it
/// @param unit the UCUM unit its values are given in
/// @param from the prefetch key that holds its observations
/// @param codes the name of the code list its observations carry
/// @param units UCUM unit to the factor that turns it into `unit`; a unit that is not listed is unknown
/// @param plausible values outside are implausible and never scored
/// @param derived a function of readings, by name: `egfr`
/// @param of the measurement it is computed from
/// @param reported a measurement that reports the result itself, used where nothing was computed at that time
/// @param decimals digits after the point when it is shown
/// @param variation how much a repeated measurement varies in one person
public record Measurement(
        String label,
        String unit,
        @Nullable String from,
        @Nullable String codes,
        Map<String, UnitFactor> units,
        @Nullable Limits plausible,
        @Nullable String derived,
        @Nullable String of,
        @Nullable String reported,
        int decimals,
        @Nullable Variation variation) {

    public Measurement {
        units = units == null ? Map.of() : units;
    }

    /// From another unit to the measurement's own: multiply or divide, as the literature states it.
    public record UnitFactor(
            @Nullable Double multiplyBy, @Nullable Double divideBy) {
        /// The value in the measurement's unit.
        public double apply(double value) {
            var multiplied = multiplyBy == null ? value : value * multiplyBy;
            return divideBy == null ? multiplied : multiplied / divideBy;
        }
    }

    /// Within-person and analytical variation together.
    ///
    /// @param cv coefficient of variation, 0.05 for 5 %
    /// @param source where it was published
    public record Variation(double cv, String source) {
        /// The standard deviation of the logarithm: a log-normal spread has no values below zero.
        public double logDeviation() {
            return Math.sqrt(Math.log1p(cv * cv));
        }
    }
}
