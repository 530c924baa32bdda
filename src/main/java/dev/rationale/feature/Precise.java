package dev.rationale.feature;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers at the precision that laboratory values can have at most. A limit of 1.5 means the ratio of 1.2 to 0.8,
/// which
/// binary arithmetic puts just below it.
final class Precise {
    private static final MathContext DIGITS = new MathContext(12);

    private Precise() {}

    /// The number with twelve significant digits; itself when it is not finite.
    static double rounded(double value) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value).round(DIGITS).doubleValue() : value;
    }
}
