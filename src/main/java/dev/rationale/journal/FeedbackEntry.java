package dev.rationale.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was answered to one card.
///
/// @param body the item as it was sent
public record FeedbackEntry(
        Instant receivedAt,
        String card,
        String service,
        String outcome,
        @Nullable Instant outcomeTimestamp,
        JsonNode body)
        implements Entry {}
