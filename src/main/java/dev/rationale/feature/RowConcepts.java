package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// The concepts that say what a row is about: a condition's code, the medication of a prescription, the kind of an
/// appointment.
final class RowConcepts {
    private static final List<String> ELEMENTS = List.of(
            "code", "codeCodeableConcept", "medicationCodeableConcept", "performerType", "serviceType", "vaccineCode");

    private final List<JsonNode> rows;

    /// @param rows among which a medication that a row refers to may be
    RowConcepts(List<JsonNode> rows) {
        this.rows = rows;
    }

    /// All of them; none of a row that does not say what it is about, or says it elsewhere.
    List<JsonNode> of(JsonNode row) {
        var concepts = new ArrayList<JsonNode>();
        ELEMENTS.forEach(name -> add(concepts, row.path(name)));
        add(concepts, row.path("oralDiet").path("type"));
        var reference = row.path("medicationReference").path("reference").asText("");
        if (!reference.isEmpty()) {
            medication(row, reference).forEach(concept -> add(concepts, concept));
        }
        return concepts;
    }

    /// Whether it says in codes what it is about; a text alone, or a reference to something that is not here, does not.
    boolean coded(JsonNode row) {
        return of(row).stream().anyMatch(RowConcepts::hasCode);
    }

    private static boolean hasCode(JsonNode concept) {
        if (concept.isArray()) {
            for (var one : concept) {
                if (hasCode(one)) {
                    return true;
                }
            }
            return false;
        }
        for (var coding : concept.path("coding")) {
            if (!coding.path("system").asText("").isBlank()
                    && !coding.path("code").asText("").isBlank()) {
                return true;
            }
        }
        return false;
    }

    private List<JsonNode> medication(JsonNode row, String reference) {
        var found = new ArrayList<JsonNode>();
        for (var contained : row.path("contained")) {
            if (reference.equals("#" + contained.path("id").asText())) {
                found.add(contained.path("code"));
            }
        }
        rows.stream()
                .filter(other -> Resources.reference(other).equals(reference))
                .forEach(other -> found.add(other.path("code")));
        return found;
    }

    private static void add(List<JsonNode> concepts, JsonNode concept) {
        if (!concept.isMissingNode() && !concept.isNull()) {
            concepts.add(concept);
        }
    }
}
