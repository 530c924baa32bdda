package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// One search parameter of one resource type: how values are compared and which elements they are compared with.
///
/// @param paths element names joined by dots; lists on the way are flattened
/// @param target the type that a bare id stands for; null for others than references
record SearchParameter(
        String name,
        Kind kind,
        List<String> paths,
        @Nullable String target) {
    /// The types of [R4 search parameters](https://hl7.org/fhir/R4/search.html#ptypes) that the sandbox knows.
    enum Kind {
        TOKEN,
        REFERENCE,
        DATE,
        STRING;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The elements of the resource that this parameter looks at.
    Stream<JsonNode> values(JsonNode resource) {
        return paths.stream().flatMap(path -> {
            var found = Stream.of(resource);
            for (var name : path.split("\\.", -1)) {
                found = found.flatMap(node -> flat(node.get(name)));
            }
            return found;
        });
    }

    private static Stream<JsonNode> flat(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return Stream.empty();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }
}
