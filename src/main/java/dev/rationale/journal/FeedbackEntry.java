package dev.rationale.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was answered to one card.
///
/// @param client that sent it
/// @param suggestions the ids of those that were accepted
/// @param body the item as it was sent
/// @param warnings what was odd about it
public record FeedbackEntry(
        Instant receivedAt,
        String card,
        String service,
        String client,
        String outcome,
        @Nullable Instant outcomeTimestamp,
        List<String> suggestions,
        JsonNode body,
        List<String> warnings)
        implements Entry {}
