package dev.rationale.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.cdshooks.OperationOutcome.Issue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a batch of feedback. Good items are taken even when others are not.
public final class FeedbackReader {
    /// The items that can be kept, and what is wrong with the others, by their index.
    public record Reading(List<FeedbackItem> items, List<Issue> problems) {}

    /// Reads one batch.
    ///
    /// @throws HookRefusal 400 when it is no batch at all
    public Reading read(byte[] bytes) {
        if (!(StrictJson.object(bytes).path("feedback") instanceof ArrayNode batch) || batch.isEmpty()) {
            throw HookRefusal.invalid("feedback", "This must be an array that is not empty.");
        }
        var items = new ArrayList<FeedbackItem>();
        var problems = new ArrayList<Issue>();
        for (var i = 0; i < batch.size(); i++) {
            item("feedback[" + i + "]", batch.get(i), problems).ifPresent(items::add);
        }
        return new Reading(items, problems);
    }

    private static Optional<FeedbackItem> item(String path, JsonNode node, List<Issue> problems) {
        if (!(node instanceof ObjectNode item)) {
            return problem(problems, path, "This must be an object.");
        }
        var card = item.path("card");
        if (!card.isTextual() || card.textValue().isBlank() || card.textValue().length() > 256) {
            return problem(problems, path + ".card", "This must be the uuid of a card.");
        }
        var outcome = item.path("outcome").asText("");
        if (!outcome.equals("accepted") && !outcome.equals("overridden")) {
            return problem(problems, path + ".outcome", "This must be accepted or overridden.");
        }
        return Optional.of(new FeedbackItem(card.textValue(), outcome, time(item.path("outcomeTimestamp")), item));
    }

    /// The time of an answer; nothing where no clock of this age could have written it.
    private static @Nullable Instant time(JsonNode text) {
        try {
            var time = text.isTextual() ? OffsetDateTime.parse(text.textValue()) : null;
            return time == null || time.getYear() < 2000 || time.getYear() > 9999 ? null : time.toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static Optional<FeedbackItem> problem(List<Issue> problems, String path, String what) {
        problems.add(Issue.error(HookError.INVALID.issue(), path, what));
        return Optional.empty();
    }
}
