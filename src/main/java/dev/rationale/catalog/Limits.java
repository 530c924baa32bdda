package dev.rationale.catalog;

import org.jspecify.annotations.Nullable;

/// Limits on one number, all of which must hold. Without any it always holds.
public record Limits(
        @Nullable Double atLeast,
        @Nullable Double above,
        @Nullable Double below,
        @Nullable Double atMost) {
    /// Whether a number keeps every limit; NaN keeps none.
    public boolean hold(double value) {
        return !Double.isNaN(value)
                && (atLeast == null || value >= atLeast)
                && (above == null || value > above)
                && (below == null || value < below)
                && (atMost == null || value <= atMost);
    }

    /// The limits in words, each after a blank.
    String words() {
        return word(" at least ", atLeast)
                + word(" above ", above)
                + word(" below ", below)
                + word(" at most ", atMost);
    }

    private static String word(String name, @Nullable Double limit) {
        return limit == null ? "" : name + limit;
    }
}
