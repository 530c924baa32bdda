package dev.rationale.cdshooks;

import dev.rationale.cdshooks.OperationOutcome.Issue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Collects what was odd about one request, and where.
final class Warnings {
    private final Set<Warning> found = EnumSet.noneOf(Warning.class);
    private final List<Issue> places = new ArrayList<>();

    void add(Warning warning, String place) {
        places.add(Issue.error(HookError.INVALID.issue(), place, warning.text()));
        if (!found.contains(warning)) {
            found.add(warning);
        }
    }

    /// What was found.
    ///
    /// @throws HookRefusal 400 naming every place, when the request is read strictly and there is one
    Set<Warning> under(Handling handling) {
        if (handling == Handling.STRICT && !places.isEmpty()) {
            throw new HookRefusal(HookError.INVALID, places);
        }
        return Set.copyOf(found);
    }
}
