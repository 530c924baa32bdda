package dev.rationale.model;

import java.util.Map;

/// What a model version says of one row of inputs.
///
/// @param margin the value on the model's own scale: for an equation its linear predictor
/// @param terms input name to its part of the margin, relative to what the model compares with; they add up to it
/// @param outputs output name to its value
public record Prediction(double margin, Map<String, Double> terms, Map<String, Double> outputs) {}
