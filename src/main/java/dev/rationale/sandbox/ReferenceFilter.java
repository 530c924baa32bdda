package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Compares references: a bare id (of the parameter's target type), `Type/id`, or a whole URL as it stands in the row.
///
/// @param wanted references to this server, or URLs of others
record ReferenceFilter(SearchParameter parameter, List<String> wanted) implements Filter {
    /// A value of the search as the reference it means.
    ///
    /// @param base this server's own base, whose URLs mean its own resources
    /// @param type the type that a bare id stands for
    static String reference(String value, String base, String type) {
        var relative = value.startsWith(base + "/") ? value.substring(base.length() + 1) : value;
        if (ReferenceValue.isId(relative)) {
            return type + "/" + relative;
        }
        var parsed = ReferenceValue.parse(relative);
        if (parsed.isPresent()) {
            return parsed.get().type() + "/" + parsed.get().id();
        }
        if (relative.startsWith("urn:") || relative.contains("://")) {
            return relative;
        }
        throw FhirProblem.invalid("A reference must be an id, Type/id or a URL.");
    }

    @Override
    public boolean matches(Stored stored) {
        return parameter.values(stored.tree()).anyMatch(this::isWanted);
    }

    private boolean isWanted(JsonNode element) {
        var own = ReferenceValue.of(element).map(reference -> reference.type() + "/" + reference.id());
        var text = FhirJson.text(element, "reference");
        return own.isPresent() ? wanted.contains(own.get()) : text != null && wanted.contains(text);
    }

    @Override
    public Optional<Set<String>> patients() {
        if (!parameter.name().equals("patient") && !parameter.name().equals("subject")) {
            return Optional.empty();
        }
        var ids = new LinkedHashSet<String>();
        for (var reference : wanted) {
            var parsed = ReferenceValue.parse(reference);
            if (parsed.isEmpty() || !parsed.get().type().equals("Patient")) {
                return Optional.empty();
            }
            ids.add(parsed.get().id());
        }
        return Optional.of(ids);
    }
}
