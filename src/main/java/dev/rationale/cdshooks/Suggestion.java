package dev.rationale.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A set of actions the clinician may accept with one click; all of them are carried out.
///
/// @param actionSelectionBehavior a member of 3.0: only for clients that are known to have it
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Suggestion(
        String label,
        UUID uuid,
        @Nullable Boolean isRecommended,
        List<Action> actions,
        @Nullable SelectionBehavior actionSelectionBehavior) {}
