package dev.rationale.catalog;

import dev.rationale.cdshooks.Indicator;
import java.util.List;

/// A card without a prediction: it asks for what is missing, or says what the model cannot speak about.
///
/// @param detail the file with the detail's template
/// @param systemActions suggestions whose actions are carried out without being shown
public record Notice(
        String summary, String detail, Indicator indicator, List<String> suggest, List<String> systemActions) {
    public Notice {
        suggest = suggest == null ? List.of() : suggest;
        systemActions = systemActions == null ? List.of() : systemActions;
    }
}
