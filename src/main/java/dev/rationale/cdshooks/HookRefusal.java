package dev.rationale.cdshooks;

import dev.rationale.cdshooks.OperationOutcome.Issue;
import java.util.List;

/// A call that is refused. Carries what was wrong and where, never what was sent.
public final class HookRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HookError error;
    private final transient List<Issue> issues;

    public HookRefusal(HookError error, List<Issue> issues) {
        super(error.text(), null, false, false);
        this.error = error;
        this.issues = List.copyOf(issues);
    }

    /// A refusal without a place.
    public static HookRefusal of(HookError error) {
        return new HookRefusal(error, OperationOutcome.of(error).issue());
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

    /// The body of the answer.
    public OperationOutcome outcome() {
        return new OperationOutcome(issues);
    }
}
