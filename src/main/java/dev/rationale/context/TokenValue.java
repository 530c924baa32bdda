package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;

/// What a client sent for a token of a prefetch template, made safe for its place: no value adds a parameter, another
/// value of a search, or a step in the path.
final class TokenValue {
    private static final String ID = "(?!\\.+$)[A-Za-z0-9._:+=~-]{1,256}";
    private static final String REFERENCE = "[A-Z][A-Za-z]{1,63}/" + ID;

    private TokenValue() {}

    /// A text, a number, a truth, or an array of them; nothing else can be a token.
    static Optional<JsonNode> usable(JsonNode value) {
        if (!value.isArray()) {
            return primitive(value) ? Optional.of(value) : Optional.empty();
        }
        for (var element : value) {
            if (!primitive(element)) {
                return Optional.empty();
            }
        }
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static boolean primitive(JsonNode value) {
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty();
    }

    /// The id in a reference to a resource of a type.
    static Optional<JsonNode> idOf(String reference, String type) {
        return reference.startsWith(type + "/") && reference.length() > type.length() + 1
                ? Optional.of(TextNode.valueOf(reference.substring(type.length() + 1)))
                : Optional.empty();
    }

    /// A whole template: the read of the one resource it refers to.
    static Optional<String> reference(JsonNode value) {
        var one = value.isArray() && value.size() == 1 ? value.get(0) : value;
        return one.isTextual() && one.textValue().matches(REFERENCE) ? Optional.of(one.textValue()) : Optional.empty();
    }

    /// An id; a value that is none cannot be read, for servers decode `%2F` before they split a path.
    static Optional<String> pathSegment(JsonNode value) {
        return value.isValueNode() && value.asText().matches(ID)
                ? Optional.of(encoded(value.asText()))
                : Optional.empty();
    }

    /// A value of a search, several as alternatives. What separates values in FHIR is escaped
    /// ([FHIR R4](https://hl7.org/fhir/R4/search.html#escaping)).
    static String search(JsonNode value) {
        if (!value.isArray()) {
            return encoded(value.asText().replaceAll("([\\\\,$|])", "\\\\$1"));
        }
        var joined = new ArrayList<String>();
        value.forEach(element -> joined.add(search(element)));
        return String.join(",", joined);
    }

    /// Values of `_id`, which are compared with bare ids: of a reference of the searched type its id. A reference of
    /// another type would find nothing, which must not be read as "there is none".
    static Optional<String> searchIds(JsonNode value, String type) {
        var ids = new ArrayList<String>();
        for (var element : value.isArray() ? value : java.util.List.of(value)) {
            var text = element.asText();
            var id = text.contains("/") ? idOf(text, type) : Optional.of(element);
            if (id.isEmpty()) {
                return Optional.empty();
            }
            ids.add(search(id.get()));
        }
        return Optional.of(String.join(",", ids));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
