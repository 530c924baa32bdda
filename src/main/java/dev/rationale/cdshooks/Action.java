package dev.rationale.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// One change a suggestion proposes.
///
/// @param description what the clinician reads; only a system action may be without
/// @param resource the whole FHIR resource for `create` and `update`
/// @param resourceId a relative reference, for `delete`
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Action(
        Type type,
        @Nullable String description,
        @Nullable JsonNode resource,
        @Nullable String resourceId) {
    /// What the client is asked to do with the resource, in the order in which the actions of a suggestion are
    /// carried out ([FHIR R4 transactions](https://hl7.org/fhir/R4/http.html#trules)).
    public enum Type {
        @JsonProperty("delete")
        DELETE,
        @JsonProperty("create")
        CREATE,
        @JsonProperty("update")
        UPDATE
    }
}
