package dev.rationale.explanation;

/// Where an output lies with 95 % when only the measurement variation of its inputs is considered.
public record Range(double low, double high) {}
