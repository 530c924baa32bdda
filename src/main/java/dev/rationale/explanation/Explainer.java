package dev.rationale.explanation;

import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.Measurement;
import dev.rationale.catalog.ModelSpec;
import dev.rationale.feature.Feature;
import dev.rationale.feature.FeatureVector;
import dev.rationale.model.Prediction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Explains an additive model exactly: each term's distance from the published centre is its contribution. No
/// sample is drawn and none is invented.
@ApplicationScoped
public class Explainer {
    /// The 97.5th percentile of the normal distribution.
    private static final double Z = 1.959963984540054;

    /// Explains one prediction.
    public Explanation explain(
            DecisionService service, ModelSpec model, FeatureVector features, Prediction prediction) {
        var deviation = marginDeviation(model, features);
        var ranges = new LinkedHashMap<String, Range>();
        if (deviation > 0) {
            model.outputs()
                    .forEach((name, output) -> ranges.put(
                            name,
                            new Range(
                                    output.of(prediction.margin() - Z * deviation),
                                    output.of(prediction.margin() + Z * deviation))));
        }
        return new Explanation(
                model.comparedWith(),
                contributions(prediction),
                ranges,
                sources(service, model, features),
                outside(model, features));
    }

    private static List<Contribution> contributions(Prediction prediction) {
        var largest = prediction.terms().values().stream()
                .mapToDouble(Math::abs)
                .max()
                .orElse(0);
        return prediction.terms().entrySet().stream()
                .map(term -> new Contribution(
                        term.getKey(), term.getValue(), largest == 0 ? 0 : Math.abs(term.getValue()) / largest))
                .sorted(Comparator.comparingDouble(Contribution::share).reversed())
                .toList();
    }

    /// The standard deviation of the margin: half the change when an input moves by one log-deviation up and down, all
    /// its terms together, for each input in turn, joined as independent ones are.
    private static double marginDeviation(ModelSpec model, FeatureVector features) {
        var changes = new LinkedHashMap<String, Double>();
        for (var term : model.terms()) {
            if (features.get(term.input()) instanceof Feature.Known known && known.logDeviation() > 0) {
                var up = term.transformed(known.value() * Math.exp(known.logDeviation()));
                var down = term.transformed(known.value() * Math.exp(-known.logDeviation()));
                changes.merge(term.input(), term.beta() * (up - down) / 2, Double::sum);
            }
        }
        return Math.sqrt(
                changes.values().stream().mapToDouble(change -> change * change).sum());
    }

    private static List<String> sources(DecisionService service, ModelSpec model, FeatureVector features) {
        var sources = new ArrayList<String>();
        for (var input : model.inputs().keySet()) {
            if (features.get(input) instanceof Feature.Known known && known.logDeviation() > 0) {
                var measurement = varying(service, input);
                var variation = measurement == null ? null : measurement.variation();
                if (measurement != null && variation != null) {
                    sources.add(measurement.label() + ": " + variation.source());
                }
            }
        }
        return sources;
    }

    /// The measurement whose variation a feature carries: its own, or that of what it is derived from.
    private static @Nullable Measurement varying(DecisionService service, String feature) {
        if (!(service.features().get(feature) instanceof dev.rationale.catalog.FeatureSpec.Latest latest)) {
            return null;
        }
        var measurement = Objects.requireNonNull(service.measurements().get(latest.of()));
        return measurement.of() == null ? measurement : service.measurements().get(measurement.of());
    }

    private static List<String> outside(ModelSpec model, FeatureVector features) {
        Map<String, ModelSpec.Input> inputs = model.inputs();
        return inputs.entrySet().stream()
                .filter(input -> {
                    var population = input.getValue().population();
                    return population != null
                            && !population.hold(features.value(input.getKey()).orElse(Double.NaN));
                })
                .map(Map.Entry::getKey)
                .toList();
    }
}
