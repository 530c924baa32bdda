package dev.rationale.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was answered to one card.
///
/// @param client who sent it; nothing in entries that an older version left in the spool
/// @param suggestions the ids of those that were accepted
/// @param body the item as it was sent
/// @param warnings what was odd about it
public record FeedbackEntry(
        Instant receivedAt,
        @Nullable String client,
        String card,
        String service,
        String outcome,
        @Nullable Instant outcomeTimestamp,
        List<String> suggestions,
        JsonNode body,
        List<String> warnings)
        implements Entry {
    public FeedbackEntry {
        suggestions = suggestions == null ? List.of() : suggestions;
        warnings = warnings == null ? List.of() : warnings;
    }
}
