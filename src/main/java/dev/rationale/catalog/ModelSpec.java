package dev.rationale.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One model version: the typed `model.yaml` of its folder.
///
/// @param version the folder's name
/// @param kind the runtime that scores it; `equation`
/// @param calibration where the version was calibrated, in words for the card
/// @param source the papers its numbers come from
/// @param derivations for derived measurements, the variant this version was developed with: `egfr: ckd-epi-2021`
/// @param comparedWith what contributions compare with, in words
/// @param vectors the file of golden vectors, run at load
public record ModelSpec(
        String version,
        String title,
        String kind,
        String calibration,
        List<String> source,
        String licence,
        Map<String, String> derivations,
        String comparedWith,
        Map<String, Input> inputs,
        List<Term> terms,
        Map<String, Output> outputs,
        String vectors) {
    public ModelSpec {
        derivations = derivations == null ? Map.of() : derivations;
    }

    /// One input, named as the feature that feeds it.
    ///
    /// @param values for an input with categories: the spelled category to its number
    /// @param allowed values outside cannot be scored at all (a logarithm of zero)
    /// @param population values outside are scored and marked: the model was not developed on them
    public record Input(
            String label,
            String unit,
            Map<String, Double> values,
            @Nullable Limits allowed,
            @Nullable Limits population,
            double example) {
        public Input {
            values = values == null ? Map.of() : values;
        }
    }

    /// One term of the linear predictor: `beta * (transform(input) / divideBy - centre)`.
    ///
    /// @param transform `identity` or `ln`
    public record Term(
            String input, Transform transform, @Nullable Double divideBy, double centre, double beta) {
        /// The term's transformed input.
        public double transformed(double value) {
            var transformed = transform == Transform.ln ? Math.log(value) : value;
            return divideBy == null ? transformed : transformed / divideBy;
        }
    }

    /// What is done to an input before it is centred.
    @SuppressWarnings("checkstyle:ConstantName")
    public enum Transform {
        identity,
        ln
    }

    /// One output.
    ///
    /// @param link `survival`: `1 - s0^exp(lp)`; `logistic`: `1 / (1 + exp(-(intercept + lp)))`
    /// @param horizon the time frame in words for the card
    public record Output(
            String label,
            Link link,
            @Nullable Double s0,
            @Nullable Double intercept,
            String horizon) {
        /// From the linear predictor to the output.
        public double of(double linearPredictor) {
            return switch (link) {
                case survival -> -Math.expm1(Math.exp(linearPredictor) * Math.log(s0 == null ? Double.NaN : s0));
                case logistic -> 1 / (1 + Math.exp(-linearPredictor - (intercept == null ? Double.NaN : intercept)));
            };
        }
    }

    /// How the linear predictor becomes an output.
    public enum Link {
        survival,
        logistic
    }
}
