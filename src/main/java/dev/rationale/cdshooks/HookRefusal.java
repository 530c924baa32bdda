package dev.rationale.cdshooks;

import dev.rationale.cdshooks.OperationOutcome.Issue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A call that is refused. Carries what was wrong and where, never what was sent.
public final class HookRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HookError error;
    private final transient List<Issue> issues;
    private final @Nullable Duration retryAfter;

    public HookRefusal(HookError error, List<Issue> issues) {
        this(error, issues, null);
    }

    private HookRefusal(HookError error, List<Issue> issues, @Nullable Duration retryAfter) {
        super(error.text(), null, false, false);
        this.error = error;
        this.issues = List.copyOf(issues);
        this.retryAfter = retryAfter;
    }

    /// A refusal without a place.
    public static HookRefusal of(HookError error) {
        return new HookRefusal(error, OperationOutcome.of(error).issue());
    }

    /// A refusal for now: the same call may be made again after a time.
    public static HookRefusal later(HookError error, Duration retryAfter) {
        return new HookRefusal(error, OperationOutcome.of(error).issue(), retryAfter);
    }

    /// A request that is not valid at a place.
    public static HookRefusal invalid(String expression, String diagnostics) {
        return new HookRefusal(
                HookError.INVALID, List.of(Issue.error(HookError.INVALID.issue(), expression, diagnostics)));
    }

    public HookError error() {
        return error;
    }

    public List<Issue> issues() {
        return issues;
    }

    /// When the call may be made again.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /// The body of the answer.
    public OperationOutcome outcome() {
        return new OperationOutcome(issues);
    }
}
