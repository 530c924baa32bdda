package dev.rationale.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was answered to one card.
///
/// @param client who sent it; nothing in entries that an older version left in the spool
/// @param body the item as it was sent
public record FeedbackEntry(
        Instant receivedAt,
        @Nullable String client,
        String card,
        String service,
        String outcome,
        @Nullable Instant outcomeTimestamp,
        JsonNode body)
        implements Entry {}
