package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a condition, procedure, order or observation was, by whichever element its type has for it.
final class RowDate {
    private static final List<String> MOMENTS =
            List.of("performedDateTime", "onsetDateTime", "effectiveDateTime", "recordedDate", "authoredOn");
    private static final List<String> PERIODS = List.of("performedPeriod", "onsetPeriod", "effectivePeriod");

    private RowDate() {}

    /// The moment, or a period's end, or its start while it has no end.
    static @Nullable String of(JsonNode row) {
        for (var name : MOMENTS) {
            if (row.path(name).isTextual()) {
                return row.path(name).textValue();
            }
        }
        for (var name : PERIODS) {
            var end = row.path(name).path("end");
            var time = end.isTextual() ? end : row.path(name).path("start");
            if (time.isTextual()) {
                return time.textValue();
            }
        }
        return null;
    }

    /// Whether it has begun and its end is not recorded: what began three years ago may be today's.
    static boolean goesOn(JsonNode row) {
        return row.path("status").asText("").equals("in-progress")
                || PERIODS.stream()
                        .anyMatch(name -> row.path(name).isObject()
                                && !row.path(name).path("end").isTextual());
    }
}
