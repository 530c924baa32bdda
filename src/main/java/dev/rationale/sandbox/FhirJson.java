package dev.rationale.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// Reads and writes resources so that they stay as they came: 1.10 remains 1.10, unknown elements are kept.
///
/// The precision of a decimal has meaning in [FHIR R4](https://hl7.org/fhir/R4/datatypes.html#decimal).
final class FhirJson {
    static final int DEEPEST = 200;

    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private FhirJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// The body as a JSON object, or a 400 that tells nothing of what stands in it.
    static ObjectNode read(String body) {
        try {
            if (!body.isBlank() && MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw FhirProblem.invalid("The body must be one JSON object.");
        } catch (JsonProcessingException e) {
            throw FhirProblem.malformed("The body is not well-formed JSON, or it is nested too deeply.");
        }
    }

    static byte[] write(JsonNode tree, boolean pretty) {
        try {
            var writer = pretty ? MAPPER.writerWithDefaultPrettyPrinter() : MAPPER.writer();
            return writer.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree that was read can be written.", e);
        }
    }

    /// The text of an element, or null where it is absent or no text.
    static @Nullable String text(@Nullable JsonNode parent, String element) {
        var value = parent == null ? null : parent.get(element);
        return value != null && value.isTextual() ? value.textValue() : null;
    }
}
