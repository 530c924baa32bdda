package dev.rationale.context;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes one call may still take from FHIR servers, whichever of its keys takes them.
final class Allowance {
    private final AtomicLong left;

    Allowance(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /// Whether that many were left; they are gone either way.
    boolean take(long bytes) {
        return left.addAndGet(-bytes) >= 0;
    }
}
