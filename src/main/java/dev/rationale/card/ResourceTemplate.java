package dev.rationale.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A FHIR resource with placeholders such as `{patient}`. Filled in the tree, so that no value can become structure;
/// an element whose placeholder has no value is left out.
final class ResourceTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");

    private final Map<String, String> values;

    ResourceTemplate(Map<String, String> values) {
        this.values = values;
    }

    /// The names of the placeholders in a text.
    static List<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(match -> match.group(1)).toList();
    }

    JsonNode fill(JsonNode template) {
        return filled(template).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private Optional<JsonNode> filled(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> object(object);
            case ArrayNode array -> array(array);
            case JsonNode text when text.isTextual() -> text(text.textValue());
            default -> Optional.of(node);
        };
    }

    private Optional<JsonNode> object(ObjectNode template) {
        var object = JsonNodeFactory.instance.objectNode();
        template.properties()
                .forEach(member -> filled(member.getValue()).ifPresent(value -> object.set(member.getKey(), value)));
        return object.isEmpty() ? Optional.empty() : Optional.of(object);
    }

    private Optional<JsonNode> array(ArrayNode template) {
        var array = JsonNodeFactory.instance.arrayNode();
        template.forEach(element -> filled(element).ifPresent(array::add));
        return array.isEmpty() ? Optional.empty() : Optional.of(array);
    }

    private Optional<JsonNode> text(String template) {
        var filled = new StringBuilder();
        var matcher = PLACEHOLDER.matcher(template);
        while (matcher.find()) {
            var value = values.get(matcher.group(1));
            if (value == null) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(filled);
        return Optional.of(JsonNodeFactory.instance.textNode(filled.toString()));
    }
}
