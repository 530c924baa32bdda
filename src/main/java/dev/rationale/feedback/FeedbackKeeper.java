package dev.rationale.feedback;

import dev.rationale.cdshooks.FeedbackItem;
import dev.rationale.client.Caller;
import dev.rationale.journal.CardReader;
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
    private final CardReader cards;
    private final MeterRegistry metrics;
    private final Clock clock;

    public FeedbackKeeper(Journal journal, CardReader cards, MeterRegistry metrics, Clock clock) {
        this.journal = journal;
        this.cards = cards;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Keeps one item durably.
    public void keep(Caller caller, String service, FeedbackItem item) {
        var entry = new FeedbackEntry(
                clock.instant(),
                caller.name(),
                item.card(),
                service,
                item.outcome(),
                item.outcomeTimestamp(),
                item.asSent());
        var card = cards.card(entry).orElse(new CardReader.Shown("unknown", false));
        journal.record(entry);
        metrics.counter("rationale.feedback", "service", service, "outcome", item.outcome())
                .increment();
        if (!card.kept()) {
            metrics.counter(
                            "rationale.cards",
                            "service",
                            service,
                            "band",
                            card.band(),
                            "client",
                            caller.name(),
                            "event",
                            item.outcome())
                    .increment();
        }
    }
}
