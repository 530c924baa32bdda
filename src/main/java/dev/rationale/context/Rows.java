package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Collects the patient's rows of one type from resources and Bundles, counts what it drops, and notices what a search
/// did not bring.
final class Rows {
    /// In place of a type: resources of every type are taken.
    static final String ANY = "*";

    /// Issues by which a server says that it did not bring everything, however lightly it says so
    /// ([issue-type](https://hl7.org/fhir/R4/valueset-issue-type.html)).
    private static final Set<String> INCOMPLETE = Set.of(
            "incomplete", "suppressed", "too-costly", "timeout", "throttled", "transient", "forbidden", "security");

    private static final Set<String> NO_MATCH = Set.of("include", "outcome");

    private static final Set<String> LIGHT = Set.of("warning", "information");

    private final String type;
    private final Ownership ownership;
    private final int limit;
    private final List<JsonNode> kept = new ArrayList<>();
    private int otherPatient;
    private int otherType;
    private long matches;
    private long total;
    private boolean totalled;
    private boolean cut;
    private boolean gaps;

    Rows(String type, Ownership ownership, int limit) {
        this.type = type;
        this.ownership = ownership;
        this.limit = limit;
    }

    /// Takes a resource, or every entry of a Bundle.
    void take(JsonNode document) {
        if (!document.path("resourceType").asText("").equals("Bundle")) {
            takeRow(document);
            return;
        }
        if (document.path("total").canConvertToLong()) {
            totalled = true;
            total = Math.max(total, document.path("total").longValue());
        }
        for (var entry : entries(document)) {
            matches += isMatch(entry) ? 1 : 0;
            takeRow(entry.path("resource"));
        }
    }

    /// The entries of a Bundle. Something else in their place is not "no entries": it counts as a row that is none.
    private Iterable<JsonNode> entries(JsonNode bundle) {
        var entries = bundle.path("entry");
        if (entries instanceof ArrayNode || entries.isMissingNode()) {
            return entries;
        }
        otherType++;
        return List.of();
    }

    /// Whether an entry is one of those that a search counts.
    private static boolean isMatch(JsonNode entry) {
        return !NO_MATCH.contains(entry.path("search").path("mode").asText(""))
                && !entry.path("resource").path("resourceType").asText("").equals("OperationOutcome");
    }

    private void takeRow(JsonNode resource) {
        var actual = resource.path("resourceType").asText("");
        if (actual.equals("OperationOutcome") && !type.equals(actual)) {
            gaps |= grave(resource);
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

    /// Whether an OperationOutcome among the rows says that the search did not find all. One that cannot be read says
    /// so.
    private static boolean grave(JsonNode outcome) {
        var light = outcome.path("issue").isArray() && !outcome.path("issue").isEmpty();
        for (var issue : outcome.path("issue")) {
            light &= LIGHT.contains(issue.path("severity").asText(""))
                    && !INCOMPLETE.contains(issue.path("code").asText(""));
        }
        return !light;
    }

    /// The address of the next page.
    static Optional<String> next(JsonNode document) {
        return link(document, "next");
    }

    /// Whether a search's answer says that it was not sorted: the link to itself names what the server understood.
    static boolean unsorted(JsonNode document) {
        return link(document, "self")
                .filter(self -> self.contains("?") && !self.contains("_sort="))
                .isPresent();
    }

    private static Optional<String> link(JsonNode document, String relation) {
        for (var link : document.path("link")) {
            if (link.path("relation").asText("").equals(relation)
                    && link.path("url").isTextual()) {
                return Optional.of(link.path("url").textValue());
            }
        }
        return Optional.empty();
    }

    List<JsonNode> kept() {
        return kept;
    }

    /// Whether rows are missing although no further page is announced.
    ///
    /// @param asked how many rows a page may have; a single full page that names no total may not be all
    boolean cut(int asked) {
        return cut || gaps || total > matches || (!totalled && matches >= asked);
    }

    /// Whether rows may be missing anywhere, not only at the end.
    boolean gaps() {
        return gaps;
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
