package dev.rationale.cdshooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one clinician answered to one card.
///
/// @param card the card's uuid, as the client sent it
/// @param outcome `accepted` or `overridden`
/// @param acceptedSuggestions their ids, as the client sent them
/// @param asSent the whole item, vendor additions included
/// @param warnings what was odd about it
public record FeedbackItem(
        String card,
        String outcome,
        @Nullable Instant outcomeTimestamp,
        List<String> acceptedSuggestions,
        ObjectNode asSent,
        Set<FeedbackWarning> warnings) {}
