package dev.rationale.journal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;

/// A JSON value as its text, without line breaks: written once, and only ever written again.
public record JsonText(@JsonValue @JsonRawValue String text) {
    /// A tree as its text.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static JsonText of(JsonNode tree) {
        return new JsonText(tree.toString());
    }
}
