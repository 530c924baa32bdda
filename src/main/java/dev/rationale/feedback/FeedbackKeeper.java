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
import dev.rationale.journal.Entry;
import dev.rationale.journal.FeedbackEntry;
import dev.rationale.journal.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
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

    /// Keeps the items of one batch durably, each in the same transaction as who sent it.
    ///
    /// @param address of the network they came from
    public void keep(
            Caller caller, String service, List<FeedbackItem> items, @Nullable String address, String correlationId) {
        var entries = items.stream().map(item -> entry(caller, service, item)).toList();
        var about = cards.cards(entries);
        var sender = Agent.cdsClient(caller.name(), null, address);
        journal.recordAll(entries.stream()
                .map(entry -> List.<Entry>of(entry, sent(entry, sender, correlationId)))
                .toList());
        for (var i = 0; i < items.size(); i++) {
            count(caller, service, items.get(i), about.get(i));
        }
    }

    private FeedbackEntry entry(Caller caller, String service, FeedbackItem item) {
        return new FeedbackEntry(
                clock.instant(),
                caller.name(),
                item.card(),
                service,
                item.outcome(),
                item.outcomeTimestamp(),
                item.acceptedSuggestions(),
                item.asSent(),
                item.warnings().stream().map(Enum::name).sorted().toList());
    }

    private void count(Caller caller, String service, FeedbackItem item, CardReader.Shown card) {
        metrics.counter("rationale.feedback", "service", service, "outcome", item.outcome())
                .increment();
        item.warnings()
                .forEach(warning -> metrics.counter(
                                "rationale.feedback.warnings", "client", caller.name(), "warning", warning.name())
                        .increment());
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
