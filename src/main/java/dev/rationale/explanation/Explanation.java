package dev.rationale.explanation;

import java.util.List;
import java.util.Map;

/// Why a prediction is what it is.
///
/// @param comparedWith what the contributions compare with, in words
/// @param contributions largest first
/// @param ranges output name to its range under measurement variation; empty when no variation is stated
/// @param variationSources where the variation was published
/// @param outside inputs outside the population the model was developed on
public record Explanation(
        String comparedWith,
        List<Contribution> contributions,
        Map<String, Range> ranges,
        List<String> variationSources,
        List<String> outside) {}
