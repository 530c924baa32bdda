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
/// @param derived a function of readings, by name: `egfr`, or its inverse `creatinine`
/// @param of the measurement it is computed from
/// @param reported a measurement that reports the result itself, used on days on which nothing was computed
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
        @Nullable Reported reported,
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

    /// A reported result, used only by model versions whose own derivation is the very same.
    ///
    /// @param by the derivation the report was made with: `ckd-epi-2021`
    public record Reported(String measurement, String by) {}

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
