package dev.rationale.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A code of a code system, as FHIR and CDS Hooks write it.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Coding(
        @Nullable String system, String code, @Nullable String display) {}
