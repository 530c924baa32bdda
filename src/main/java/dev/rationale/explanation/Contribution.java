package dev.rationale.explanation;

/// One input's part of the prediction on the model's own scale.
///
/// @param amount relative to what the model compares with; all amounts add up to the margin
/// @param share its size beside the largest one, from 0 to 1
public record Contribution(String input, double amount, double share) {
    /// Whether it raises the prediction.
    public boolean raises() {
        return amount > 0;
    }
}
