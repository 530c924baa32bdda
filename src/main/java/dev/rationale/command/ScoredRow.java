package dev.rationale.command;

import dev.rationale.catalog.ModelSpec;
import dev.rationale.model.ModelRuntime;
import dev.rationale.model.Prediction;
import dev.rationale.model.Scoring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// Scores one row of a table: cells in, cells out.
final class ScoredRow {
    private final ModelSpec model;
    private final ModelRuntime runtime;

    ScoredRow(ModelSpec model, ModelRuntime runtime) {
        this.model = model;
        this.runtime = runtime;
    }

    /// The columns that are added to the input's.
    List<String> header() {
        var header = new ArrayList<>(model.outputs().keySet());
        header.add("withheld");
        header.add("outside");
        model.inputs().keySet().forEach(name -> header.add("contribution." + name));
        return header;
    }

    /// The added cells of a row.
    ///
    /// @param cells column name to cell
    List<String> score(Map<String, String> cells) {
        var inputs = new LinkedHashMap<String, Double>();
        for (var name : model.inputs().keySet()) {
            var cell = cells.getOrDefault(name, "").strip();
            if (cell.isEmpty()) {
                return withheld(name + " is missing");
            }
            var number = number(name, cell);
            if (Double.isNaN(number)) {
                return withheld(name + " " + wrong(cell, name));
            }
            inputs.put(name, number);
        }
        return switch (runtime.score(List.of(inputs)).getFirst()) {
            case Scoring.NotScored(String input, String because) -> withheld(input + " " + because);
            case Scoring.Scored(Prediction prediction) -> scored(inputs, prediction);
        };
    }

    /// A category by its name, anything else as a number; NaN for what is neither.
    private double number(String name, String cell) {
        var input = model.inputs().get(name);
        if (input == null) {
            return Double.NaN;
        }
        try {
            if (input.values().isEmpty()) {
                var number = Double.parseDouble(cell);
                return Double.isFinite(number) && cell.matches("[-+.0-9eE]+") ? number : Double.NaN;
            }
            var category = input.values().get(cell);
            return category != null ? category : share(Double.parseDouble(cell));
        } catch (NumberFormatException text) {
            return Double.NaN;
        }
    }

    /// The share of a cohort, such as 0.5642 men. 0, 1 and 2 are codes that mean different things to different people.
    private static double share(double number) {
        return number > 0 && number < 1 ? number : Double.NaN;
    }

    private String wrong(String cell, String name) {
        var input = model.inputs().get(name);
        if (input != null && !input.values().isEmpty()) {
            return "must be one of " + String.join(", ", input.values().keySet());
        }
        return cell.startsWith("<") || cell.startsWith(">") ? "is a limit, not a number" : "is not a number";
    }

    /// The added cells of a row that is not scored.
    List<String> withheld(String reason) {
        var cells = new ArrayList<String>();
        model.outputs().keySet().forEach(_ -> cells.add(""));
        cells.add(reason);
        cells.add("");
        model.inputs().keySet().forEach(_ -> cells.add(""));
        return cells;
    }

    private List<String> scored(Map<String, Double> inputs, Prediction prediction) {
        var cells = new ArrayList<String>();
        prediction.outputs().values().forEach(output -> cells.add(String.valueOf(output)));
        cells.add("");
        cells.add(outside(inputs));
        model.inputs()
                .keySet()
                .forEach(name -> cells.add(String.valueOf(prediction.terms().getOrDefault(name, 0.0))));
        return cells;
    }

    private String outside(Map<String, Double> inputs) {
        var outside = new StringJoiner(" ");
        model.inputs().forEach((name, input) -> {
            var population = input.population();
            if (population != null && !population.hold(inputs.getOrDefault(name, Double.NaN))) {
                outside.add(name);
            }
        });
        return outside.toString();
    }
}
