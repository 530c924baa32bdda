package dev.rationale.journal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Whether the journal writes to the database, or to the spool while that is away.
@ApplicationScoped
public class JournalState {
    private final AtomicBoolean degraded = new AtomicBoolean(true);
    private final AtomicLong spooled = new AtomicLong();

    /// Whether the database is away.
    public boolean degraded() {
        return degraded.get();
    }

    /// Entries that wait in the spool.
    public long spooled() {
        return spooled.get();
    }

    void degraded(boolean now) {
        degraded.set(now);
    }

    void spooled(long now) {
        spooled.set(now);
    }
}
