package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Collects the patient's rows of one type from resources and Bundles, and counts what it drops.
final class Rows {
    /// In place of a type: resources of every type are taken.
    static final String ANY = "*";

    private static final Set<String> GRAVE = Set.of("error", "fatal");

    private final String type;
    private final Ownership ownership;
    private final int limit;
    private final List<JsonNode> kept = new ArrayList<>();
    private int otherPatient;
    private int otherType;
    private boolean cut;

    Rows(String type, Ownership ownership, int limit) {
        this.type = type;
        this.ownership = ownership;
        this.limit = limit;
    }

    /// Takes a resource, or every entry of a Bundle.
    void take(JsonNode document) {
        if (document.path("resourceType").asText("").equals("Bundle")) {
            for (var entry : document.path("entry")) {
                takeRow(entry.path("resource"));
            }
        } else {
            takeRow(document);
        }
    }

    private void takeRow(JsonNode resource) {
        var actual = resource.path("resourceType").asText("");
        if (actual.equals("OperationOutcome") && !type.equals(actual)) {
            cut |= grave(resource);
        } else if (type.equals(ANY) ? actual.isEmpty() : !actual.equals(type)) {
            otherType++;
        } else if (!ownership.isThePatients(resource)) {
            otherPatient++;
        } else if (kept.size() >= limit) {
            cut = true;
        } else {
            kept.add(resource);
        }
    }

    /// An OperationOutcome among the rows says that the search did not find all.
    private static boolean grave(JsonNode outcome) {
        for (var issue : outcome.path("issue")) {
            if (GRAVE.contains(issue.path("severity").asText(""))) {
                return true;
            }
        }
        return false;
    }

    /// The address of the next page.
    static Optional<String> next(JsonNode document) {
        for (var link : document.path("link")) {
            if (link.path("relation").asText("").equals("next")
                    && link.path("url").isTextual()) {
                return Optional.of(link.path("url").textValue());
            }
        }
        return Optional.empty();
    }

    List<JsonNode> kept() {
        return kept;
    }

    boolean cut() {
        return cut;
    }

    boolean full() {
        return kept.size() >= limit;
    }

    /// There were rows, and none was this patient's and of this type.
    boolean nothingUsable() {
        return kept.isEmpty() && otherPatient + otherType > 0;
    }

    int otherPatient() {
        return otherPatient;
    }

    int otherType() {
        return otherType;
    }
}
