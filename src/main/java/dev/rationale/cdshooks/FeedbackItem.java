package dev.rationale.cdshooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one clinician answered to one card.
///
/// @param card the card's uuid, as the client sent it
/// @param outcome `accepted` or `overridden`
/// @param asSent the whole item, vendor additions included
public record FeedbackItem(
        String card, String outcome, @Nullable Instant outcomeTimestamp, ObjectNode asSent) {}
