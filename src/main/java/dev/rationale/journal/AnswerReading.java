package dev.rationale.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.cdshooks.Coding;
import dev.rationale.decision.Answer;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// From one item of feedback, as it was sent, and what is kept of its card, to an [Answer].
final class AnswerReading {
    private AnswerReading() {}

    /// When a card was answered: as the client says, but not after it was received.
    static Instant at(@Nullable Instant outcomeTimestamp, Instant receivedAt) {
        return outcomeTimestamp == null || outcomeTimestamp.isAfter(receivedAt) ? receivedAt : outcomeTimestamp;
    }

    /// The latest word about a card.
    ///
    /// @param suggestions of the card, as in [Display]
    /// @param seen features of active orders that were seen true since
    static Answer answer(
            UUID card,
            Answer.Said said,
            @Nullable String user,
            String outcome,
            Instant at,
            JsonNode item,
            Map<UUID, String> suggestions,
            Set<String> seen) {
        var accepted = outcome.equals("accepted");
        var reason = item.path("overrideReason").path("reason");
        var code = reason.path("code").textValue();
        return new Answer(
                card,
                said,
                user,
                accepted,
                code == null ? null : new Coding(reason.path("system").textValue(), code, null),
                at,
                deed(accepted ? item : item.path("nothing"), suggestions, seen));
    }

    private static Answer.Deed deed(JsonNode item, Map<UUID, String> suggestions, Set<String> seen) {
        var named = new LinkedHashSet<String>();
        item.path("acceptedSuggestions")
                .forEach(one -> named.add(one.path("id").asText("").strip().toLowerCase(java.util.Locale.ROOT)));
        var accepted = suggestions.entrySet().stream()
                .filter(suggestion -> named.contains(suggestion.getKey().toString()))
                .map(Map.Entry::getValue)
                .toList();
        var orders = new LinkedHashSet<>(accepted.isEmpty() ? List.copyOf(suggestions.values()) : accepted);
        orders.remove("");
        var since = new LinkedHashSet<>(seen);
        since.retainAll(orders);
        return new Answer.Deed(!accepted.isEmpty(), orders, since);
    }
}
