package dev.rationale.decision;

import dev.rationale.catalog.DecisionService;
import java.util.function.Supplier;

/// Knows what was answered before; implemented where it is kept.
public interface AnsweredCards {
    /// Asks without waiting. Whoever takes the result waits for a short time at most; what is not there by then could
    /// not be known.
    Supplier<Answered> ask(DecisionService service, String patientPseudonym);
}
