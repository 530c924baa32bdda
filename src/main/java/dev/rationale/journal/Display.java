package dev.rationale.journal;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What of a decision the clinician saw, and what a later call must know of that.
///
/// @param shown whether a card was answered
/// @param notShown why none was: a reason's code, `silent`, or `band` where the folder shows none in this band
/// @param band the band the prediction falls in
/// @param notice the notice shown instead of a card with a prediction
/// @param criteria keys of the criteria that were met
/// @param suggestions of the cards: uuid to the feature that is true while its order is active, or an empty text
/// @param activeOrders those of all such features that were true at this decision
public record Display(
        boolean shown,
        @Nullable String notShown,
        @Nullable String band,
        @Nullable String notice,
        List<String> criteria,
        Map<UUID, String> suggestions,
        List<String> activeOrders) {
    /// Of a call that ended before a decision.
    public static Display none(String why) {
        return new Display(false, why, null, null, List.of(), Map.of(), List.of());
    }
}
