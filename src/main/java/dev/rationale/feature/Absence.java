package dev.rationale.feature;

/// Why a feature has no value.
public enum Absence {
    /// There is no such value in the record.
    MISSING("missing"),
    /// There are values, all older than the window.
    STALE("stale"),
    /// Whether there is one could not be known.
    UNKNOWN("could not be known"),
    UNKNOWN_UNIT("unknown unit"),
    /// `<3` is a limit, not a number.
    COMPARATOR("a limit, not a number"),
    /// A text, a range, a ratio, several values at once.
    NOT_A_NUMBER("not a number"),
    /// The record says why there is no value.
    NO_VALUE("recorded without a value"),
    FUTURE("dated in the future"),
    UNDATED("without a usable date"),
    IMPLAUSIBLE("implausible"),
    /// Values of the same time that contradict each other, or one resource with two contents.
    CONFLICTING("contradicting values of the same time"),
    /// Two codes of one code system: two different things.
    AMBIGUOUS("coded as different things"),
    /// Registered or preliminary.
    NOT_FINAL("not final"),
    /// Other features it needs are absent.
    NOT_COMPUTABLE("not computable");

    private final String words;

    Absence(String words) {
        this.words = words;
    }

    /// The absence as a clinician would say it.
    public String words() {
        return words;
    }

    /// Plainly not there, as opposed to there and unusable, or not known.
    public boolean plain() {
        return this == MISSING || this == STALE;
    }
}
