package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Compares texts: by their beginning without regard to case and accents, or as the modifier says
/// ([R4 string search](https://hl7.org/fhir/R4/search.html#string)). A HumanName is all of its parts.
record StringFilter(SearchParameter parameter, List<String> wanted, Comparison comparison) implements Filter {
    enum Comparison {
        STARTS,
        CONTAINS,
        EXACT
    }

    @Override
    public boolean matches(Stored stored) {
        return parameter
                .values(stored.tree())
                .flatMap(StringFilter::texts)
                .anyMatch(text -> wanted.stream().anyMatch(value -> compare(text, value)));
    }

    private boolean compare(String text, String value) {
        return switch (comparison) {
            case STARTS -> folded(text).startsWith(folded(value));
            case CONTAINS -> folded(text).contains(folded(value));
            case EXACT -> text.equals(value);
        };
    }

    private static Stream<String> texts(JsonNode element) {
        if (element.isTextual()) {
            return Stream.of(element.textValue());
        }
        return Stream.of("text", "family", "given", "prefix", "suffix")
                .map(element::path)
                .flatMap(part -> part.isArray() ? part.valueStream() : Stream.of(part))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
