package dev.rationale.client;

/// A registered CDS client: an EHR that may call.
///
/// @param name by which logs, metrics and the journal know it
/// @param strict whether what the specification does not have is refused instead of counted
public record CdsClient(String name, QuirkProfile profile, boolean strict) {
    /// A client that is read leniently.
    public CdsClient(String name, QuirkProfile profile) {
        this(name, profile, false);
    }

    /// The same client as another kind of EHR.
    public CdsClient as(QuirkProfile other) {
        return new CdsClient(name, other, strict);
    }
}
