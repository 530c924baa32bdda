package dev.rationale.decision;

import dev.rationale.cdshooks.Coding;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was answered to one card that was shown about this patient, the latest word of it.
///
/// @param card the card's uuid
/// @param said what the card spoke about
/// @param user the user whom the card was shown to, if the call named one
/// @param accepted or overridden
/// @param reason of an override, as it was sent
/// @param at when it was answered
/// @param deed what an acceptance has set going
public record Answer(
        UUID card,
        Said said,
        @Nullable String user,
        boolean accepted,
        @Nullable Coding reason,
        Instant at,
        Deed deed) {
    /// What a card spoke about: the prediction's band, or a notice.
    ///
    /// @param criteria keys of the criteria that were met
    public record Said(@Nullable String band, @Nullable String notice, Set<String> criteria) {}

    /// What an acceptance has set going.
    ///
    /// @param named whether the acceptance named a suggestion of the card
    /// @param orders features that are true while an order of the accepted suggestions is active, of all the card's
    /// suggestions where none was named
    /// @param seen those of them that were seen true since
    public record Deed(boolean named, Set<String> orders, Set<String> seen) {}
}
