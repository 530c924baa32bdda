package dev.rationale.catalog;

import java.util.List;

/// Something a guideline asks for whatever the prediction says, by one feature alone.
public record Criterion(String feature, Limits limits, String say, String guideline, List<String> suggest) {
    public Criterion {
        suggest = suggest == null ? List.of() : suggest;
    }

    /// What it asks, as a key: `egfr below 30.0`. A criterion with another limit is another one.
    public String key() {
        return feature + limits.words();
    }
}
