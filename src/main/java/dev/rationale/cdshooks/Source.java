package dev.rationale.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Who stands behind a card. `topic` is static for a service: clients key their lock-out on it.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Source(
        String label,
        @Nullable String url,
        @Nullable String icon,
        @Nullable Coding topic) {}
