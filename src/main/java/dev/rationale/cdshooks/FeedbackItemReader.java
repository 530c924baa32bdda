package dev.rationale.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.cdshooks.OperationOutcome.Issue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one item of feedback ([CDS Hooks 2.0.1](https://cds-hooks.hl7.org/2.0.1/#feedback)), or says what is wrong
/// with it.
final class FeedbackItemReader {
    private static final int LONGEST_CARD = 256;
    private static final int LONGEST_ITEM = 1 << 16;
    private static final int MOST_SUGGESTIONS = 100;

    private final String path;
    private final List<Issue> problems;
    private final Map<FeedbackWarning, String> warnings = new EnumMap<>(FeedbackWarning.class);

    FeedbackItemReader(String path, List<Issue> problems) {
        this.path = path;
        this.problems = problems;
    }

    Optional<FeedbackItem> read(JsonNode node, Handling handling) {
        if (!(node instanceof ObjectNode item)) {
            return problem(path, "This must be an object.");
        }
        if (item.toString().length() > LONGEST_ITEM) {
            return problem(path, "This item is too large.");
        }
        var card = item.path("card");
        if (!card.isTextual() || card.textValue().isBlank() || card.textValue().length() > LONGEST_CARD) {
            return problem(path + ".card", "This must be the uuid of a card.");
        }
        var outcome = item.path("outcome").asText("");
        if (!outcome.equals("accepted") && !outcome.equals("overridden")) {
            return problem(path + ".outcome", "This must be accepted or overridden.");
        }
        expect(card.textValue().strip().matches(CdsRequestReader.UUID_FORM), FeedbackWarning.CARD_NOT_A_UUID, "card");
        var time = time(item.path("outcomeTimestamp"));
        var suggestions = suggestions(item.path("acceptedSuggestions"));
        var accepted = outcome.equals("accepted");
        expect(!accepted || !suggestions.isEmpty(), FeedbackWarning.ACCEPTED_WITHOUT_SUGGESTION, "acceptedSuggestions");
        reason(item.path("overrideReason"), accepted);
        if (handling == Handling.STRICT && !warnings.isEmpty()) {
            warnings.forEach((warning, place) -> problems.add(issue(place, warning.text())));
            return Optional.empty();
        }
        return Optional.of(
                new FeedbackItem(card.textValue(), outcome, time, suggestions, item, Set.copyOf(warnings.keySet())));
    }

    /// The time of an answer; nothing where no clock of this age could have written it.
    private @Nullable Instant time(JsonNode text) {
        try {
            var time = text.isTextual() ? OffsetDateTime.parse(text.textValue()) : null;
            if (time != null && time.getYear() >= 2000 && time.getYear() <= 9999) {
                var utc = time.getOffset().equals(ZoneOffset.UTC);
                expect(utc, FeedbackWarning.OUTCOME_TIMESTAMP_NOT_UTC, "outcomeTimestamp");
                return time.toInstant();
            }
        } catch (DateTimeException unreadable) {
            // Said below.
        }
        expect(false, FeedbackWarning.OUTCOME_TIMESTAMP_UNREADABLE, "outcomeTimestamp");
        return null;
    }

    private static List<String> suggestions(JsonNode accepted) {
        var ids = new ArrayList<String>();
        for (var one : accepted) {
            var id = one.path("id").asText("");
            if (!id.isBlank() && id.length() <= LONGEST_CARD && ids.size() < MOST_SUGGESTIONS) {
                ids.add(id.strip());
            }
        }
        return ids;
    }

    private void reason(JsonNode overrideReason, boolean accepted) {
        if (overrideReason.isMissingNode() || overrideReason.isNull()) {
            return;
        }
        var reason = overrideReason.path("reason");
        var comment = overrideReason.path("userComment");
        var coded = !reason.isMissingNode() && !reason.isNull();
        expect(!accepted, FeedbackWarning.OVERRIDE_REASON_OF_AN_ACCEPTANCE, "overrideReason");
        expect(coded || isText(comment), FeedbackWarning.OVERRIDE_REASON_EMPTY, "overrideReason");
        expect(
                !coded || (isText(reason.path("code")) && isText(reason.path("system"))),
                FeedbackWarning.OVERRIDE_REASON_NOT_CODED,
                "overrideReason.reason");
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && !value.textValue().isBlank();
    }

    private void expect(boolean holds, FeedbackWarning warning, String member) {
        if (!holds) {
            var first = warnings.putIfAbsent(warning, path + "." + member);
            assert first == null;
        }
    }

    private Optional<FeedbackItem> problem(String place, String what) {
        problems.add(issue(place, what));
        return Optional.empty();
    }

    private static Issue issue(String place, String what) {
        return Issue.error(HookError.INVALID.issue(), place, what);
    }
}
