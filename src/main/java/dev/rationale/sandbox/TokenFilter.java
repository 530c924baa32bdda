package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compares codes, with or without their system ([R4 token search](https://hl7.org/fhir/R4/search.html#token)).
///
/// @param not the modifier `:not`: rows without any of these tokens, those without a value included
record TokenFilter(SearchParameter parameter, List<Token> tokens, boolean not) implements Filter {
    private static final String FHIR_SYSTEMS = "http://hl7.org/fhir/";

    /// A code of a system. In a search, a null system means any, an empty one means none; a null code means any.
    record Token(@Nullable String system, @Nullable String code) {
        /// A value of the search: `code`, `system|code`, `|code` or `system|`.
        static Token parse(List<String> halves) {
            if (halves.size() == 1) {
                return new Token(null, halves.getFirst());
            }
            var code = halves.get(1);
            if (halves.size() > 2 || (code.isEmpty() && halves.getFirst().isEmpty())) {
                throw FhirProblem.invalid("A token must be code, system|code, |code or system|.");
            }
            return new Token(halves.getFirst(), code.isEmpty() ? null : code);
        }

        boolean accepts(Token element) {
            return (code == null || code.equals(element.code)) && (system == null || acceptsSystem(element.system));
        }

        /// An element of type code has no system written down, but one that its definition implies.
        private boolean acceptsSystem(@Nullable String other) {
            var wanted = system == null ? "" : system;
            return (other == null || other.isEmpty()) ? wanted.isEmpty() : wanted.equals(other);
        }
    }

    @Override
    public boolean matches(Stored stored) {
        return not
                != parameter
                        .values(stored.tree())
                        .anyMatch(element -> tokens.stream()
                                .anyMatch(wanted ->
                                        element.isValueNode() ? primitive(wanted, element) : coded(wanted, element)));
    }

    private static boolean primitive(Token wanted, JsonNode element) {
        var system = wanted.system();
        var implied = system != null && system.startsWith(FHIR_SYSTEMS);
        return (implied ? new Token(null, wanted.code()) : wanted).accepts(new Token(null, element.asText()));
    }

    private static boolean coded(Token wanted, JsonNode element) {
        return codings(element)
                .map(coding -> new Token(
                        FhirJson.text(coding, "system"), FhirJson.text(coding, coding.has("value") ? "value" : "code")))
                .anyMatch(wanted::accepts);
    }

    /// The codings of a CodeableConcept; a Coding or an Identifier is one by itself.
    private static Stream<JsonNode> codings(JsonNode element) {
        var codings = element.get("coding");
        if (codings != null && codings.isArray()) {
            return codings.valueStream();
        }
        return Stream.of(element);
    }
}
