package dev.rationale.catalog;

import org.jspecify.annotations.Nullable;

/// One action of a suggestion: exactly one of `create`, `update` and `delete`. Only orders of the running session are
/// updated or deleted; a record is never changed.
///
/// @param description what the clinician reads beside the action
/// @param create the file with the FHIR resource's template
/// @param update a feature that found draft orders; each is sent back whole, with what `with` says changed
/// @param with the file with the changes to an updated order, as a merge patch
///     ([RFC 7396](https://www.rfc-editor.org/rfc/rfc7396))
/// @param delete a feature that found draft orders; each is removed
public record ActionSpec(
        String description,
        @Nullable String create,
        @Nullable String update,
        @Nullable String with,
        @Nullable String delete) {}
