package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/// Rewrites the references inside a resource, wherever they stand.
final class References {
    private References() {}

    /// Changes the tree in place: every text of an element `reference` becomes what the rewriting makes of it.
    static void rewrite(JsonNode node, UnaryOperator<String> rewriting) {
        var reference = FhirJson.text(node, "reference");
        if (reference != null && node instanceof ObjectNode object) {
            object.put("reference", rewriting.apply(reference));
        }
        node.forEach(child -> rewrite(child, rewriting));
    }
}
