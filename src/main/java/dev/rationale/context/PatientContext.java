package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that is known of the patient of one call, by prefetch key, and by `context.` and the name for what
/// the call itself brought.
public record PatientContext(String patientId, Map<String, Part> parts, List<KeyReport> reports) {
    /// What the call itself brought, such as draft orders: each resource as it came, by its reference `Type/id`.
    public Map<String, JsonNode> brought() {
        var brought = new LinkedHashMap<String, JsonNode>();
        parts.forEach((key, part) -> {
            if (key.startsWith("context.") && part instanceof Part.Had(List<JsonNode> rows, boolean _, boolean _)) {
                rows.stream()
                        .filter(row -> row.path("id").isTextual())
                        .forEach(row -> brought.put(
                                row.path("resourceType").asText() + "/"
                                        + row.path("id").textValue(),
                                row));
            }
        });
        return brought;
    }
}
