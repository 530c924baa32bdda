package dev.rationale.catalog;

import dev.rationale.cdshooks.Indicator;
import java.util.List;
import java.util.Map;

/// One band of predictions.
///
/// @param when output name to the limits it must keep; empty for the last band, which always holds
/// @param say what to do, in the words of the guideline
/// @param guideline which recommendation of which edition
/// @param suggest suggestions offered in this band
/// @param systemActions suggestions whose actions are carried out without being shown
/// @param show whether a card is shown at all
public record Band(
        String id,
        Map<String, Limits> when,
        Indicator indicator,
        String say,
        String guideline,
        List<String> suggest,
        List<String> systemActions,
        boolean show) {
    public Band {
        when = when == null ? Map.of() : when;
        suggest = suggest == null ? List.of() : suggest;
        systemActions = systemActions == null ? List.of() : systemActions;
    }

    /// Whether a prediction's outputs fall in this band.
    public boolean holds(Map<String, Double> outputs) {
        return when.entrySet().stream()
                .allMatch(limit -> limit.getValue().hold(outputs.getOrDefault(limit.getKey(), Double.NaN)));
    }
}
