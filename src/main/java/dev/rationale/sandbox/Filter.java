package dev.rationale.sandbox;

import java.util.Optional;
import java.util.Set;

/// One condition of a search. All filters of a search must hold; the values within one are alternatives.
sealed interface Filter permits DateFilter, ReferenceFilter, StringFilter, TokenFilter {
    boolean matches(Stored stored);

    /// Ids of the patients whose rows alone can match, where the filter says so; it lets the index be used.
    default Optional<Set<String>> patients() {
        return Optional.empty();
    }
}
