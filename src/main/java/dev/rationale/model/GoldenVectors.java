package dev.rationale.model;

import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.Finding;
import dev.rationale.catalog.FolderCheck;
import dev.rationale.catalog.ModelSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs every model version's golden vectors at load: a version that does not reproduce its published numbers is
/// not offered. The file is a table of `id`, the inputs and the outputs; `#` begins a comment.
@ApplicationScoped
public class GoldenVectors implements FolderCheck {
    /// The largest absolute error; the published numbers have 15 digits.
    public static final double TOLERANCE = 1e-9;

    private final ModelRuntimes runtimes;

    public GoldenVectors(ModelRuntimes runtimes) {
        this.runtimes = runtimes;
    }

    @Override
    public List<Finding> check(DecisionService service) {
        var findings = new ArrayList<Finding>();
        service.models().values().forEach(model -> findings.addAll(check(service, model)));
        return findings;
    }

    private List<Finding> check(DecisionService service, ModelSpec model) {
        var file = "models/" + model.version() + "/" + model.vectors();
        var text = service.version().files().get(file);
        var runtime = runtimes.runtime(model);
        if (runtime.isEmpty()) {
            return List.of(new Finding(
                    service.id(),
                    "models/" + model.version() + "/model.yaml",
                    1,
                    "There is no runtime for kind `" + model.kind() + "`.",
                    "Known: equation."));
        }
        if (text == null) {
            return List.of(new Finding(
                    service.id(),
                    file,
                    0,
                    "There are no golden vectors.",
                    "Add rows whose outputs were published or computed by someone else."));
        }
        return check(service.id(), file, text, model, runtime.get());
    }

    private static List<Finding> check(String folder, String file, String text, ModelSpec model, ModelRuntime runtime) {
        var findings = new ArrayList<Finding>();
        List<String> header = List.of();
        var number = 0;
        var rows = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (header.isEmpty()) {
                header = List.of(line.split(","));
                continue;
            }
            rows++;
            var at = number;
            wrong(row(header, line), model, runtime)
                    .ifPresent(what -> findings.add(new Finding(
                            folder,
                            file,
                            at,
                            what,
                            "Correct the model's numbers, or the vector if its source says so.")));
        }
        if (rows == 0) {
            findings.add(new Finding(
                    folder,
                    file,
                    0,
                    "There are no golden vectors.",
                    "Add rows whose outputs were published or computed by someone else."));
        }
        return findings;
    }

    private static Map<String, String> row(List<String> header, String line) {
        var cells = line.split(",", -1);
        var row = new LinkedHashMap<String, String>();
        for (var i = 0; i < header.size() && i < cells.length; i++) {
            row.put(header.get(i).strip(), cells[i].strip());
        }
        return row;
    }

    private static Optional<String> wrong(Map<String, String> row, ModelSpec model, ModelRuntime runtime) {
        try {
            var inputs = new LinkedHashMap<String, Double>();
            for (var name : model.inputs().keySet()) {
                inputs.put(name, Double.valueOf(row.getOrDefault(name, "")));
            }
            if (!(runtime.score(List.of(inputs)).getFirst() instanceof Scoring.Scored(Prediction prediction))) {
                return Optional.of("Vector " + row.get("id") + " is not scored.");
            }
            for (var output : prediction.outputs().entrySet()) {
                var error = Math.abs(output.getValue() - Double.parseDouble(row.getOrDefault(output.getKey(), "")));
                if (!(error <= TOLERANCE)) {
                    return Optional.of(
                            "Vector " + row.get("id") + ": " + output.getKey() + " is off by " + error + ".");
                }
            }
            return Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.of("Vector " + row.get("id") + " has a cell that is no number.");
        }
    }
}
