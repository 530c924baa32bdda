package dev.rationale.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who and what a call was about, as FHIR references for suggestions.
///
/// @param patient `Patient/123`
/// @param user `Practitioner/1`
/// @param encounter `Encounter/9`
/// @param drafts what the call itself brought and may be updated or deleted: each as it came, by its reference
public record References(
        String patient, @Nullable String user, @Nullable String encounter, Map<String, JsonNode> drafts) {
    /// The references of a call that brought no drafts.
    public References(String patient, @Nullable String user, @Nullable String encounter) {
        this(patient, user, encounter, Map.of());
    }
}
