package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/// A reference to a resource of this server, `Type/id`; a version at its end is not part of the identity.
/// References to other servers and `urn:uuid` ones name nothing that is held here.
record ReferenceValue(String type, String id) {
    private static final Pattern RELATIVE =
            Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})(/_history/[A-Za-z0-9.-]{1,64})?");

    /// From an element of type Reference.
    static Optional<ReferenceValue> of(JsonNode element) {
        var text = FhirJson.text(element, "reference");
        return text == null ? Optional.empty() : parse(text);
    }

    static Optional<ReferenceValue> parse(String text) {
        var parts = RELATIVE.matcher(text);
        return parts.matches() ? Optional.of(new ReferenceValue(parts.group(1), parts.group(2))) : Optional.empty();
    }

    static boolean isId(String text) {
        return text.matches("[A-Za-z0-9.-]{1,64}");
    }
}
