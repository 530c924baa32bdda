package dev.rationale.catalog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What must hold of each hosted model version, and between the answering one and the features that feed it.
final class ModelRules {
    private final DecisionService service;
    private final Checklist check;

    ModelRules(DecisionService service, Checklist check) {
        this.service = service;
        this.check = check;
    }

    void apply() {
        service.models().forEach((directory, model) -> {
            var file = "models/" + directory + "/model.yaml";
            var lines = new YamlLines(service.version().files().getOrDefault(file, ""));
            if (!directory.equals(model.version())) {
                check.add(
                        file,
                        lines.of("version"),
                        "The version is not the folder's name.",
                        "Write `version: " + directory + "`.");
            }
            terms(file, lines, model);
            outputs(file, lines, model);
        });
        service.answering().inputs().forEach(this::input);
    }

    private void terms(String file, YamlLines lines, ModelSpec model) {
        for (var i = 0; i < model.terms().size(); i++) {
            if (!model.inputs().containsKey(model.terms().get(i).input())) {
                check.add(
                        file,
                        lines.of("terms[" + i + "]"),
                        "There is no input `" + model.terms().get(i).input() + "`.",
                        "Known: " + String.join(", ", model.inputs().keySet()) + ".");
            }
        }
    }

    private void outputs(String file, YamlLines lines, ModelSpec model) {
        model.outputs().forEach((name, output) -> {
            var founded = switch (output.link()) {
                case survival -> output.s0() != null && output.s0() > 0 && output.s0() < 1;
                case logistic -> output.intercept() != null;
            };
            if (!founded) {
                check.add(
                        file,
                        lines.of("outputs." + name),
                        "The link has nothing to begin with.",
                        "survival needs `s0` between 0 and 1, logistic needs `intercept`.");
            }
        });
    }

    /// An input is fed by the feature of its name, in its own unit: a ratio in mg/mmol is no ratio in mg/g.
    private void input(String name, ModelSpec.Input input) {
        check.known("features", Set.of(name), service.features().keySet(), "feature for the model's input");
        var unit = unitOf(service.features().get(name));
        check.expect(
                unit == null || unit.equals(input.unit()),
                "features." + name,
                "It is in " + unit + ", and the model's input is in " + input.unit() + ".",
                "Give its measurement the unit of the model.");
    }

    private @Nullable String unitOf(@Nullable FeatureSpec feature) {
        return switch (feature) {
            case FeatureSpec.Latest latest -> unit(latest.of());
            case FeatureSpec.Aggregate aggregate when !aggregate.function().equals("count") -> unit(aggregate.of());
            case FeatureSpec.Age _ -> "a";
            case null -> null;
            default -> "1";
        };
    }

    private @Nullable String unit(String measurement) {
        var spec = service.measurements().get(measurement);
        return spec == null ? null : spec.unit();
    }
}
