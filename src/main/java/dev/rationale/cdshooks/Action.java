package dev.rationale.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// One change a suggestion proposes.
///
/// @param resource the whole FHIR resource for `create` and `update`
/// @param resourceId a relative reference, for `delete`
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Action(
        Type type,
        String description,
        @Nullable JsonNode resource,
        @Nullable String resourceId) {
    /// What the client is asked to do with the resource.
    public enum Type {
        @JsonProperty("create")
        CREATE,
        @JsonProperty("update")
        UPDATE,
        @JsonProperty("delete")
        DELETE
    }
}
