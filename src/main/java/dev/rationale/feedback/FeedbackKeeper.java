package dev.rationale.feedback;

import dev.rationale.cdshooks.FeedbackItem;
import dev.rationale.journal.FeedbackEntry;
import dev.rationale.journal.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/// Keeps what clinicians answered. The same item sent twice is kept once; contradicting ones are both kept, for
/// the later one does not undo what was done.
@ApplicationScoped
public class FeedbackKeeper {
    private final Journal journal;
    private final MeterRegistry metrics;
    private final Clock clock;

    public FeedbackKeeper(Journal journal, MeterRegistry metrics, Clock clock) {
        this.journal = journal;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Keeps the items of one batch durably.
    public void keep(String client, String service, List<FeedbackItem> items) {
        journal.recordAll(
                items.stream().map(item -> entry(client, service, item)).toList());
        items.forEach(item -> count(client, service, item));
    }

    private FeedbackEntry entry(String client, String service, FeedbackItem item) {
        return new FeedbackEntry(
                clock.instant(),
                item.card(),
                service,
                client,
                item.outcome(),
                item.outcomeTimestamp(),
                item.acceptedSuggestions(),
                item.asSent(),
                item.warnings().stream().map(Enum::name).sorted().toList());
    }

    private void count(String client, String service, FeedbackItem item) {
        metrics.counter("rationale.feedback", "service", service, "outcome", item.outcome())
                .increment();
        item.warnings()
                .forEach(warning -> metrics.counter(
                                "rationale.feedback.warnings", "client", client, "warning", warning.name())
                        .increment());
    }
}
