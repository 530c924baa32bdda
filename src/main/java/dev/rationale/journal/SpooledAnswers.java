package dev.rationale.journal;

import dev.rationale.decision.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What was answered while the database is away to cards that were shown while it is away: all of it is in this
/// node's spool, and known here until that is drained.
@ApplicationScoped
public class SpooledAnswers {
    /// The part of a decision that an answer needs; the whole would take too much room in a long outage.
    private record Shown(
            String service,
            String client,
            String patient,
            Display display,
            @Nullable String user,
            UUID card) {}

    private record Word(Shown shown, FeedbackEntry feedback) {
        Instant at() {
            return AnswerReading.at(feedback.outcomeTimestamp(), feedback.receivedAt());
        }
    }

    private final Map<UUID, Shown> cards = new ConcurrentHashMap<>();
    private final Map<String, Map<UUID, Word>> answered = new ConcurrentHashMap<>();

    void add(Collection<Entry> entries) {
        for (var entry : entries) {
            if (entry instanceof DecisionEntry decision) {
                shown(decision);
            }
        }
        for (var entry : entries) {
            if (entry instanceof FeedbackEntry feedback) {
                answered(feedback);
            }
        }
    }

    private void shown(DecisionEntry decision) {
        var display = decision.display();
        if (display == null) {
            return;
        }
        decision.cards()
                .forEach(card -> cards.put(
                        card,
                        new Shown(
                                decision.service(),
                                decision.client(),
                                decision.patientPseudonym(),
                                display,
                                decision.userReference(),
                                card)));
    }

    private void answered(FeedbackEntry feedback) {
        var card = JournalSql.uuid(feedback.card());
        var shown = card == null ? null : cards.get(card);
        if (shown == null
                || !shown.service().equals(feedback.service())
                || !shown.client().equals(feedback.client())) {
            return;
        }
        var word = new Word(shown, feedback);
        answered.computeIfAbsent(shown.patient(), patient -> new ConcurrentHashMap<>())
                .merge(shown.card(), word, (one, other) -> other.at().isBefore(one.at()) ? one : other);
    }

    void clear() {
        cards.clear();
        answered.clear();
    }

    List<Answer> of(String service, String patient) {
        return answered.getOrDefault(patient, Map.of()).values().stream()
                .filter(word -> word.shown().service().equals(service))
                .map(SpooledAnswers::answer)
                .toList();
    }

    private static Answer answer(Word word) {
        var display = word.shown().display();
        return AnswerReading.answer(
                word.shown().card(),
                new Answer.Said(display.band(), display.notice(), Set.copyOf(display.criteria())),
                word.shown().user(),
                word.feedback().outcome(),
                word.at(),
                word.feedback().body(),
                display.suggestions(),
                Set.of());
    }
}
