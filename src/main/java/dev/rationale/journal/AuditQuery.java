package dev.rationale.journal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which entries of the audit log are wanted.
///
/// @param from the earliest time, included
/// @param to the time they must be before
/// @param agent a client or a user
/// @param entity a patient's pseudonym, a decision, a card or a path
/// @param after the entry that was given last
/// @param count at most so many
public record AuditQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String agent,
        @Nullable String entity,
        @Nullable Position after,
        int count) {
    /// Where an entry stands in the log.
    public record Position(Instant recorded, UUID id) {}
}
