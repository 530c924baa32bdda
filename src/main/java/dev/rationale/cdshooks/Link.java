package dev.rationale.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// A link of a card; `appContext` only for SMART apps.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Link(
        String label,
        String url,
        Type type,
        @Nullable String appContext,
        @Nullable Boolean autolaunchable) {
    /// Whether the client opens the address as it is or launches it as a SMART app.
    public enum Type {
        @JsonProperty("absolute")
        ABSOLUTE,
        @JsonProperty("smart")
        SMART
    }
}
