package dev.rationale.catalog;

import dev.rationale.cdshooks.Indicator;
import java.util.List;

/// A card without a prediction: it asks for what is missing, or says what the model cannot speak about.
///
/// @param detail the file with the detail's template
public record Notice(String summary, String detail, Indicator indicator, List<String> suggest) {
    public Notice {
        suggest = suggest == null ? List.of() : suggest;
    }
}
