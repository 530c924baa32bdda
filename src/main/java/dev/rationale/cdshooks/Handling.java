package dev.rationale.cdshooks;

/// How a request is read whose faults harm nobody; the words are those of
/// [RFC 7240](https://www.rfc-editor.org/rfc/rfc7240#section-4.4).
public enum Handling {
    /// What can be read is read, and counted as a [Warning].
    LENIENT,
    /// Every warning is a refusal that names the place.
    STRICT;

    /// The handling of a client that asked to be told of every fault, or did not.
    public static Handling strictIf(boolean strict) {
        return strict ? STRICT : LENIENT;
    }
}
