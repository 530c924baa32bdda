package dev.rationale.card;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// How numbers and times are said to people. The exact ones are in the card's extension.
final class Wording {
    private Wording() {}

    /// A probability as a natural frequency: `about 9 in 100`.
    static String frequency(double probability) {
        var count = Math.round(probability * 100);
        if (count < 1) {
            return "fewer than 1 in 100";
        }
        return count > 99 ? "more than 99 in 100" : "about " + count + " in 100";
    }

    /// A range of probabilities: `20 to 38 in 100`.
    static String range(double low, double high) {
        var from = Math.round(low * 100);
        var to = Math.round(high * 100);
        if (from == to) {
            return frequency(low);
        }
        return (from < 1 ? "fewer than 1" : from) + " to " + (to > 99 ? "more than 99" : to) + " in 100";
    }

    /// How long ago a day was, with the day: `3 weeks ago (2026-11-03)`.
    static String ago(LocalDate date, LocalDate today) {
        var days = ChronoUnit.DAYS.between(date, today);
        return agoWords(days, date, today) + " (" + date + ")";
    }

    private static String agoWords(long days, LocalDate date, LocalDate today) {
        if (days < 2) {
            return days == 1 ? "yesterday" : "today";
        }
        if (days < 14) {
            return days + " days ago";
        }
        var months = ChronoUnit.MONTHS.between(date, today);
        return months < 2 ? days / 7 + " weeks ago" : months + " months ago";
    }

    /// A number with a fixed count of decimals.
    static String number(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /// A UCUM unit as it is written on paper; nothing for counts and truths.
    static String unit(String ucum) {
        return switch (ucum) {
            case "1" -> "";
            case "a" -> " years";
            case "mL/min/{1.73_m2}" -> " mL/min/1.73 m²";
            default -> " " + ucum.replace("umol", "µmol");
        };
    }

    /// Text from a record, with what Markdown or HTML would read as more than text taken out.
    static String plain(String text) {
        var kept =
                text.replaceAll("[^\\p{L}\\p{N} .,/%<>=^²³µ()\\[\\]{}+-]", "").replaceAll("[<>\\[\\]{}()]", "");
        // GitHub makes a link of every www address.
        var unlinked = kept.replaceAll("(?i)www\\.", "www ");
        return unlinked.length() > 30 ? unlinked.substring(0, 30) : unlinked;
    }
}
