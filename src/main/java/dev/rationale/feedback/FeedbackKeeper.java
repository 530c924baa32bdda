package dev.rationale.feedback;

import dev.rationale.cdshooks.FeedbackItem;
import dev.rationale.journal.AuditEntry.Agent;
import dev.rationale.journal.AuditEntry.Event;
import dev.rationale.journal.AuditEntry.Outcome;
import dev.rationale.journal.AuditEntry.Subject;
import dev.rationale.journal.AuditLog;
import dev.rationale.journal.FeedbackEntry;
import dev.rationale.journal.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;

/// Keeps what clinicians answered. The same item sent twice is kept once; contradicting ones are both kept, for
/// the later one does not undo what was done.
@ApplicationScoped
public class FeedbackKeeper {
    private final Journal journal;
    private final AuditLog audit;
    private final MeterRegistry metrics;
    private final Clock clock;

    public FeedbackKeeper(Journal journal, AuditLog audit, MeterRegistry metrics, Clock clock) {
        this.journal = journal;
        this.audit = audit;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Keeps one item durably, and in the same transaction who sent it.
    public void keep(String service, FeedbackItem item, Agent sender, String correlationId) {
        var feedback = new FeedbackEntry(
                clock.instant(), item.card(), service, item.outcome(), item.outcomeTimestamp(), item.asSent());
        var subject = Subject.item(item.card(), correlationId, Map.of("service", service, "outcome", item.outcome()));
        journal.record(feedback, audit.entry(Event.FEEDBACK, Outcome.SUCCESS, sender, subject));
        metrics.counter("rationale.feedback", "service", service, "outcome", item.outcome())
                .increment();
    }
}
