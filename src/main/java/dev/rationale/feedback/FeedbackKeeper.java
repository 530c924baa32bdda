package dev.rationale.feedback;

import dev.rationale.cdshooks.FeedbackItem;
import dev.rationale.journal.FeedbackEntry;
import dev.rationale.journal.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

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

    /// Keeps one item durably.
    public void keep(String service, FeedbackItem item) {
        journal.record(new FeedbackEntry(
                clock.instant(), item.card(), service, item.outcome(), item.outcomeTimestamp(), item.asSent()));
        metrics.counter("rationale.feedback", "service", service, "outcome", item.outcome())
                .increment();
    }
}
