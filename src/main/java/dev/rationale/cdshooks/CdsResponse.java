package dev.rationale.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// The answer to a hook call. An empty list of cards says that there is no guidance.
///
/// @param systemActions carried out without being shown to anybody; only where client and service agreed on them
public record CdsResponse(
        List<Card> cards,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Action> systemActions) {
    /// An answer of cards alone.
    public CdsResponse(List<Card> cards) {
        this(cards, List.of());
    }
}
