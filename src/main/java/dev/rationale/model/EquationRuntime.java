package dev.rationale.model;

import dev.rationale.catalog.Limits;
import dev.rationale.catalog.ModelSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Scores a published equation: a sum of terms on the linear predictor, each centred, and a link per output.
public final class EquationRuntime implements ModelRuntime {
    private final ModelSpec model;

    public EquationRuntime(ModelSpec model) {
        this.model = model;
    }

    @Override
    public List<Scoring> score(List<Map<String, Double>> rows) {
        return rows.stream().map(this::score).toList();
    }

    private Scoring score(Map<String, Double> row) {
        var wrong = notScored(row);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        var terms = new LinkedHashMap<String, Double>();
        for (var term : model.terms()) {
            var part = term.beta() * (term.transformed(row.getOrDefault(term.input(), Double.NaN)) - term.centre());
            terms.merge(term.input(), part, Double::sum);
        }
        var margin = terms.values().stream().mapToDouble(Double::doubleValue).sum();
        var outputs = new LinkedHashMap<String, Double>();
        model.outputs().forEach((name, output) -> outputs.put(name, output.of(margin)));
        return new Scoring.Scored(new Prediction(margin, terms, outputs));
    }

    private Optional<Scoring> notScored(Map<String, Double> row) {
        for (var input : model.inputs().entrySet()) {
            var value = row.get(input.getKey());
            if (value == null || !Double.isFinite(value)) {
                return Optional.of(new Scoring.NotScored(input.getKey(), "is missing"));
            }
            var allowed = input.getValue().allowed();
            if (allowed != null && !allowed.hold(value)) {
                return Optional.of(new Scoring.NotScored(input.getKey(), "must be " + words(allowed)));
            }
        }
        return Optional.empty();
    }

    private static String words(Limits limits) {
        var words = new java.util.StringJoiner(" and ");
        if (limits.above() != null) {
            words.add("above " + number(limits.above()));
        }
        if (limits.atLeast() != null) {
            words.add("at least " + number(limits.atLeast()));
        }
        if (limits.below() != null) {
            words.add("below " + number(limits.below()));
        }
        if (limits.atMost() != null) {
            words.add("at most " + number(limits.atMost()));
        }
        return words.toString();
    }

    private static String number(double value) {
        return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
