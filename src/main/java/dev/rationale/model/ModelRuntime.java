package dev.rationale.model;

import java.util.List;
import java.util.Map;

/// Scores rows with one model version. Batch first: an explainer asks for many rows at once.
public interface ModelRuntime {
    /// One result per row, in order.
    ///
    /// @param rows input name to value; every input of the version must be there
    List<Scoring> score(List<Map<String, Double>> rows);
}
