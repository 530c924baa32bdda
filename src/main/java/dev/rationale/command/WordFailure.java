package dev.rationale.command;

/// A word could not do its job, for a reason a person can act on. The message is shown as it is, without a trace,
/// and the exit code is 1. It never leaves this package.
final class WordFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WordFailure(String message) {
        super(message);
    }
}
