package dev.rationale.client;

/// How many calls a client may make on one node: so many each second, and so many at once after a quiet time.
///
/// @param perSecond at which the calls it may make grow back
/// @param burst the most that it may save up
public record RateLimit(int perSecond, int burst) {
    /// Far above what clinicians of one hospital cause, far below what harms others.
    public static final RateLimit USUAL = new RateLimit(100, 200);
}
