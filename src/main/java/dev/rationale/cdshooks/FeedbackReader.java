package dev.rationale.cdshooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.rationale.cdshooks.OperationOutcome.Issue;
import java.util.ArrayList;
import java.util.List;

/// Reads a batch of feedback. Good items are taken even when others are not.
public final class FeedbackReader {
    private static final int MOST_ITEMS = 1000;

    /// The items that can be kept, and what is wrong with the others, by their index.
    public record Reading(List<FeedbackItem> items, List<Issue> problems) {}

    /// Reads one batch.
    ///
    /// @throws HookRefusal 400 when it is no batch at all, 413 when it has too many items
    public Reading read(byte[] bytes, Handling handling) {
        if (!(StrictJson.object(bytes).path("feedback") instanceof ArrayNode batch) || batch.isEmpty()) {
            throw HookRefusal.invalid("feedback", "This must be an array that is not empty.");
        }
        if (batch.size() > MOST_ITEMS) {
            throw new HookRefusal(
                    HookError.TOO_LARGE,
                    List.of(Issue.error(
                            HookError.TOO_LARGE.issue(),
                            "feedback",
                            "Send at most " + MOST_ITEMS + " items at once.")));
        }
        var items = new ArrayList<FeedbackItem>();
        var problems = new ArrayList<Issue>();
        for (var i = 0; i < batch.size(); i++) {
            new FeedbackItemReader("feedback[" + i + "]", problems)
                    .read(batch.get(i), handling)
                    .ifPresent(items::add);
        }
        return new Reading(items, problems);
    }
}
