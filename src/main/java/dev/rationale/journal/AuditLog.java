package dev.rationale.journal;

import dev.rationale.journal.AuditEntry.Agent;
import dev.rationale.journal.AuditEntry.Event;
import dev.rationale.journal.AuditEntry.Outcome;
import dev.rationale.journal.AuditEntry.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Makes the entries of the audit log, and keeps those that do not ride with an entry they are about.
@ApplicationScoped
public class AuditLog {
    private final Journal journal;
    private final Clock clock;
    private final String node = nodeName();

    public AuditLog(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// What happened just now.
    public AuditEntry entry(Event event, Outcome outcome, Agent agent, Subject subject) {
        var recorded = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new AuditEntry(UUID.randomUUID(), recorded, event, outcome, agent, subject, node);
    }

    /// Returns when it is durable.
    ///
    /// @throws JournalUnavailable when neither the database nor the disk can keep it
    public void keep(Event event, Agent agent, Subject subject) {
        journal.record(entry(event, Outcome.SUCCESS, agent, subject));
    }

    /// Keeps what nobody waits for.
    public void note(AuditEntry entry) {
        journal.note(entry);
    }

    private static String nodeName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
