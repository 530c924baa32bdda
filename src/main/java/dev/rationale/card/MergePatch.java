package dev.rationale.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A JSON merge patch ([RFC 7396](https://www.rfc-editor.org/rfc/rfc7396)): what it does not name stays as it is.
final class MergePatch {
    private MergePatch() {}

    static JsonNode applied(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var patched = target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                patched.remove(change.getKey());
            } else {
                patched.set(change.getKey(), applied(patched.path(change.getKey()), change.getValue()));
            }
        });
        return patched;
    }
}
