package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The codes and measurements that the sandbox's patients are told in (`sandbox/terms.yaml`).
record Catalogue(Map<String, Term> terms, Map<String, Measurement> measurements) {
    record Term(String system, String code, String display) {}

    /// @param unit as it is written in the row
    /// @param ucum the UCUM code, or null where the row has a text alone
    record Measurement(String loinc, String unit, @Nullable String ucum, String display) {}

    static Catalogue load() {
        var book = YamlResource.read("/sandbox/terms.yaml");
        var terms = new HashMap<String, Term>();
        book.path("terms").properties().forEach(line -> terms.put(line.getKey(), term(book, line.getValue())));
        var measurements = new HashMap<String, Measurement>();
        book.path("measurements")
                .properties()
                .forEach(line -> measurements.put(line.getKey(), measurement(line.getValue())));
        return new Catalogue(Map.copyOf(terms), Map.copyOf(measurements));
    }

    private static Term term(JsonNode book, JsonNode line) {
        var system = book.path("systems").path(line.path(0).asText()).asText();
        return new Term(system, line.path(1).asText(), line.path(2).asText());
    }

    private static Measurement measurement(JsonNode line) {
        var ucum = line.path(2).asText();
        return new Measurement(
                line.path(0).asText(),
                line.path(1).asText(),
                ucum.equals("none") ? null : ucum,
                line.path(3).asText());
    }

    Term term(String name) {
        return known(terms.get(name), name);
    }

    Measurement measurement(String name) {
        return known(measurements.get(name), name);
    }

    private static <T> T known(@Nullable T found, String name) {
        if (found == null) {
            throw new IllegalStateException("The sandbox's catalogue does not know '" + name + "'.");
        }
        return found;
    }
}
