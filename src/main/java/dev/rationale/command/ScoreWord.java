package dev.rationale.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.ModelSpec;
import dev.rationale.model.ModelRuntimes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `score`: a table in, the same table with predictions out, row by row. How a steward proves a hosted model
/// against its published numbers.
@Command(
        name = "score",
        description = "Scores a CSV with a named model version.",
        footer = "An empty cell is a missing value. `--columns` prints the header.")
final class ScoreWord implements Callable<Integer> {
    private final CsvMapper csv = CsvMapper.builder()
            .enable(
                    CsvParser.Feature.WRAP_AS_ARRAY,
                    CsvParser.Feature.SKIP_EMPTY_LINES,
                    CsvParser.Feature.ALLOW_COMMENTS)
            .build();

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--service", required = true, paramLabel = "S", description = "the service's folder name")
    String service = "";

    @Option(names = "--model", required = true, paramLabel = "V", description = "the model version")
    String model = "";

    @Option(
            names = "--folders",
            paramLabel = "DIR",
            description = "where the service folders are (default: cds-services)")
    Path folders = Path.of(System.getProperty("rationale.catalog.directory", "cds-services"));

    @Option(names = "--columns", description = "print the header, units and an example row")
    boolean columns;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "the CSV; standard input when absent")
    @Nullable
    Path file;

    @Override
    public Integer call() throws IOException {
        var version = version();
        var out = commandLine().getOut();
        if (columns) {
            printColumns(version, out);
            return 0;
        }
        try (var reader = reader()) {
            score(version, reader, out);
        } catch (CharacterCodingException notText) {
            throw new ParameterException(commandLine(), "The input is not UTF-8 text.", notText);
        } catch (RuntimeJsonMappingException | JsonProcessingException notCsv) {
            throw new ParameterException(commandLine(), "The input is not CSV.", notCsv);
        }
        return 0;
    }

    private ModelSpec version() {
        var loaded = Folders.load(folders.resolve(service));
        loaded.findings().forEach(finding -> commandLine().getErr().println(finding));
        DecisionService found = loaded.service()
                .orElseThrow(() -> new ParameterException(
                        commandLine(), "The service `" + service + "` cannot be loaded from " + folders + "."));
        var known = found.models().get(model);
        if (known == null) {
            throw new ParameterException(
                    commandLine(),
                    "There is no model version `" + model + "`. Known: "
                            + String.join(", ", found.models().keySet()) + ".");
        }
        return known;
    }

    private static void printColumns(ModelSpec version, PrintWriter out) {
        out.println("# " + version.title() + " (" + version.version() + ")");
        version.inputs()
                .forEach((name, input) -> out.println("# " + name + ": "
                        + (input.values().isEmpty()
                                ? input.label() + ", " + input.unit()
                                : input.label() + ", "
                                        + String.join(" or ", input.values().keySet()))));
        out.println(String.join(",", version.inputs().keySet()));
        out.println(String.join(
                ",", version.inputs().values().stream().map(ScoreWord::example).toList()));
        out.flush();
    }

    private static String example(ModelSpec.Input input) {
        return input.values().entrySet().stream()
                .filter(category -> category.getValue() == input.example())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> java.math.BigDecimal.valueOf(input.example())
                        .stripTrailingZeros()
                        .toPlainString());
    }

    /// The input without the mark that spreadsheets put before it.
    private Reader reader() throws IOException {
        var path = file;
        if (path != null && !Files.isReadable(path)) {
            throw new ParameterException(commandLine(), "The file " + path + " cannot be read.");
        }
        var strict = StandardCharsets.UTF_8.newDecoder();
        var bytes = path == null ? System.in : Files.newInputStream(path);
        var text = new PushbackReader(new BufferedReader(new InputStreamReader(bytes, strict)));
        var first = text.read();
        if (first >= 0 && first != '\ufeff') {
            text.unread(first);
        }
        return text;
    }

    private void score(ModelSpec version, Reader reader, PrintWriter out) throws IOException {
        var row = new ScoredRow(version, new ModelRuntimes().runtime(version).orElseThrow());
        List<String> header = List.of();
        try (MappingIterator<String[]> rows = csv.readerFor(String[].class).readValues(reader)) {

            while (rows.hasNext()) {
                var cells = List.of(rows.next());
                if (header.isEmpty()) {
                    header = header(cells, version);
                    write(out, joined(header, row.header()));
                } else {
                    // A decimal comma splits a number in two and shifts all that follows.
                    var scored = cells.size() > header.size()
                            ? row.withheld("there are more cells than names in the header")
                            : row.score(named(header, cells));
                    write(out, joined(padded(cells, header.size()), scored));
                }
            }
        }
        if (header.isEmpty()) {
            throw new ParameterException(commandLine(), "The input is empty. `--columns` prints the header.");
        }
        out.flush();
    }

    private List<String> header(List<String> cells, ModelSpec version) {
        var header = cells.stream().map(String::strip).toList();
        var missing = version.inputs().keySet().stream()
                .filter(name -> !header.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new ParameterException(
                    commandLine(), "The header lacks " + String.join(", ", missing) + ". `--columns` prints it.");
        }
        if (new HashSet<>(header).size() < header.size()) {
            throw new ParameterException(commandLine(), "The header has a name twice.");
        }
        return header;
    }

    private static Map<String, String> named(List<String> header, List<String> cells) {
        var named = new LinkedHashMap<String, String>();
        for (var i = 0; i < header.size() && i < cells.size(); i++) {
            named.put(header.get(i), cells.get(i));
        }
        return named;
    }

    private static List<String> padded(List<String> cells, int size) {
        var padded = new ArrayList<>(cells.subList(0, Math.min(size, cells.size())));
        while (padded.size() < size) {
            padded.add("");
        }
        return padded;
    }

    private static List<String> joined(List<String> one, List<String> other) {
        var joined = new ArrayList<>(one);
        joined.addAll(other);
        return joined;
    }

    private static void write(PrintWriter out, List<String> cells) {
        out.println(String.join(",", cells.stream().map(ScoreWord::quoted).toList()));
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private picocli.CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec.commandLine();
    }
}
