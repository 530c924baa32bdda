package dev.rationale.feature;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Where a value came from, as it stood in the record.
///
/// @param label what was recorded, as a clinician calls it
/// @param reference the resource, such as `Observation/123`
/// @param date as recorded
/// @param value the original number or code, before any conversion
/// @param unit the original unit
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
        String label,
        String reference,
        @Nullable String date,
        @Nullable String value,
        @Nullable String unit) {}
