package dev.rationale.card;

import org.jspecify.annotations.Nullable;

/// Who and what a call was about, as FHIR references for suggestions.
///
/// @param patient `Patient/123`
/// @param user `Practitioner/1`
/// @param encounter `Encounter/9`
public record References(
        String patient, @Nullable String user, @Nullable String encounter) {}
