package dev.rationale.decision;

import java.util.Arrays;
import java.util.Optional;

/// Why no number is given; the journal and the metrics use the codes as they are spelled here.
public enum Reason {
    OUTSIDE_INTENDED_USE("outside-intended-use"),
    FEATURE_MISSING("feature-missing"),
    FEATURE_STALE("feature-stale"),
    FEATURE_IMPLAUSIBLE("feature-implausible"),
    FEATURE_NOT_A_NUMBER("feature-not-a-number"),
    UNKNOWN_UNIT("unknown-unit"),
    DATA_INCOMPLETE("data-incomplete"),
    NOT_STABLE("not-stable"),
    MODEL_UNAVAILABLE("model-unavailable"),
    DEADLINE_PASSED("deadline-passed"),
    /// The card was accepted and its order is active.
    ALREADY_DONE("already-done"),
    /// The card was overridden not long ago.
    SNOOZED("snoozed");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    /// The reason's name in folders, journal and metrics.
    public String code() {
        return code;
    }

    /// The reason with this code.
    public static Optional<Reason> named(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code.equals(code))
                .findFirst();
    }
}
