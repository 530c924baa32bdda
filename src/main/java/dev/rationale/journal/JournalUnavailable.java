package dev.rationale.journal;

/// Neither the database nor the disk can keep an entry.
public final class JournalUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    JournalUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
