package dev.rationale.model;

/// What came of one row.
public sealed interface Scoring {
    /// The row was scored.
    record Scored(Prediction prediction) implements Scoring {}

    /// The row cannot be scored.
    ///
    /// @param input the input that stands in the way
    /// @param because in words: `is missing`, `is not above 0`
    record NotScored(String input, String because) implements Scoring {}
}
