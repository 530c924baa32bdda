package dev.rationale.catalog;

import org.jspecify.annotations.Nullable;

/// One suggestion a card can carry.
///
/// @param description what the clinician reads beside the action
/// @param create the file with the FHIR resource's template
/// @param unless a feature that is true when this was done already; unknown counts as done, so nothing is doubled
public record SuggestionSpec(
        String label,
        String description,
        String create,
        @Nullable String unless) {}
