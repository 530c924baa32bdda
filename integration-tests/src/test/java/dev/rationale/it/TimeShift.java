package dev.rationale.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// Moves every date in resources by as much as a moment lies behind us, so that what is true of an example at its own
/// moment is true of it now. Ages in days stay what they were; so do precision and offset from UTC.
record TimeShift(Duration by, long days) {
    static TimeShift fromTo(Instant moment, Instant now) {
        var days = ChronoUnit.DAYS.between(
                LocalDate.ofInstant(moment, ZoneOffset.UTC), LocalDate.ofInstant(now, ZoneOffset.UTC));
        return new TimeShift(Duration.between(moment, now).truncatedTo(ChronoUnit.SECONDS), days);
    }

    /// Changes a tree.
    void apply(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                if (member.getValue().isTextual()) {
                    member.setValue(TextNode.valueOf(
                            moved(member.getKey(), member.getValue().textValue())));
                } else {
                    apply(member.getValue());
                }
            });
        } else if (node instanceof ArrayNode) {
            node.forEach(this::apply);
        }
    }

    private String moved(String name, String text) {
        if (text.matches("\\d{4}-\\d\\d-\\d\\dT.+(Z|[+-]\\d\\d:\\d\\d)")) {
            return OffsetDateTime.parse(text).plus(by).toString();
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return LocalDate.parse(text).plusDays(days).toString();
        }
        if (text.matches("\\d{4}-(0[1-9]|1[0-2])")) {
            return YearMonth.from(YearMonth.parse(text).atDay(1).plusDays(days)).toString();
        }
        // Four digits are a year only where a date belongs.
        return text.matches("\\d{4}") && name.matches(".*(Date|DateTime|start|end)")
                ? Year.from(Year.parse(text).atDay(1).plusDays(days)).toString()
                : text;
    }
}
