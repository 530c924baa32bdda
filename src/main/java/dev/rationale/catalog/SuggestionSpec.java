package dev.rationale.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One suggestion a card can carry: one resource to create, or several `actions` that belong together.
///
/// @param description what the clinician reads beside the one action
/// @param create the file with the one FHIR resource's template
/// @param unless a feature that is true when this was done already; unknown counts as done, so nothing is doubled
/// @param recommended false: offered beside others and not preferred
/// @param separable whether each of the actions is safe without the others; only then may a client that carries one
///     action in a suggestion be offered them one by one
public record SuggestionSpec(
        String label,
        @Nullable String description,
        @Nullable String create,
        @Nullable String unless,
        @Nullable Boolean recommended,
        boolean separable,
        List<ActionSpec> actions) {
    public SuggestionSpec {
        actions = actions == null ? List.of() : actions;
    }

    /// Its actions, however they were written.
    public List<ActionSpec> all() {
        return create == null
                ? actions
                : List.of(new ActionSpec(description == null ? label : description, create, null, null, null));
    }
}
