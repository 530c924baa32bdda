package dev.rationale.feedback;

import dev.rationale.cdshooks.FeedbackItem;
import dev.rationale.client.Caller;
import dev.rationale.journal.AuditEntry;
import dev.rationale.journal.AuditEntry.Agent;
import dev.rationale.journal.AuditEntry.Event;
import dev.rationale.journal.AuditEntry.Outcome;
import dev.rationale.journal.AuditEntry.Subject;
import dev.rationale.journal.AuditLog;
import dev.rationale.journal.CardReader;
import dev.rationale.journal.FeedbackEntry;
import dev.rationale.journal.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps what clinicians answered. The same item sent twice is kept once; contradicting ones are both kept, for
/// the later one does not undo what was done.
@ApplicationScoped
public class FeedbackKeeper {
    private final Journal journal;
    private final AuditLog audit;
    private final CardReader cards;
    private final MeterRegistry metrics;
    private final Clock clock;

    public FeedbackKeeper(Journal journal, AuditLog audit, CardReader cards, MeterRegistry metrics, Clock clock) {
        this.journal = journal;
        this.audit = audit;
        this.cards = cards;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Keeps one item durably, and in the same transaction who sent it.
    ///
    /// @param address of the network it came from
    public void keep(Caller caller, String service, FeedbackItem item, @Nullable String address, String correlationId) {
        var entry = new FeedbackEntry(
                clock.instant(),
                caller.name(),
                item.card(),
                service,
                item.outcome(),
                item.outcomeTimestamp(),
                item.asSent());
        var card = cards.card(entry).orElse(new CardReader.Shown("unknown", false));
        journal.record(entry, sent(entry, Agent.cdsClient(caller.name(), null, address), correlationId));
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

    private AuditEntry sent(FeedbackEntry entry, Agent sender, String correlationId) {
        var details = Map.of("service", entry.service(), "outcome", entry.outcome());
        return audit.entry(Event.FEEDBACK, Outcome.SUCCESS, sender, Subject.item(entry.card(), correlationId, details));
    }
}
