package dev.rationale.card;

import dev.rationale.catalog.Limits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/// How numbers and times are said to people. The exact ones are in the card's extension.
final class Wording {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /// Signs that Markdown or HTML could read, and those that no value or unit has.
    private static final Pattern NOT_PLAIN = Pattern.compile("[^\\p{L}\\p{N} .,/%=^²³µ+-]");

    private static final Pattern WWW = Pattern.compile("(?i)www\\.");

    private Wording() {}

    /// A probability as a natural frequency: `about 9 in 100`. It is said with so many decimals that what is said
    /// keeps the same limits as the probability does: 9.7 % is not said to be 10 in 100 where 10 % is a limit.
    static String frequency(double probability, List<Limits> limits) {
        var percent = BigDecimal.valueOf(probability).movePointRight(2);
        var said = percent.setScale(0, RoundingMode.HALF_UP);
        while (said.scale() < percent.scale() && !keepTheSame(limits, said, probability)) {
            said = percent.setScale(said.scale() + 1, RoundingMode.HALF_UP);
        }
        return said.signum() == 0 ? "fewer than 1 in 100" : inAHundred(said);
    }

    private static boolean keepTheSame(List<Limits> limits, BigDecimal said, double probability) {
        var number = said.movePointLeft(2).doubleValue();
        return limits.stream().allMatch(limit -> limit.hold(number) == limit.hold(probability));
    }

    private static String inAHundred(BigDecimal percent) {
        return percent.compareTo(HUNDRED) >= 0 ? "more than 99 in 100" : "about " + percent.toPlainString() + " in 100";
    }

    /// A range of probabilities: `20 to 38 in 100`.
    static String range(double low, double high) {
        var from = Math.round(low * 100);
        var to = Math.round(high * 100);
        if (from == to) {
            return frequency(low, List.of());
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
        var kept = NOT_PLAIN.matcher(text).replaceAll("");
        // GitHub makes a link of every www address.
        var unlinked = WWW.matcher(kept).replaceAll("www ");
        return unlinked.length() > 30 ? unlinked.substring(0, 30) : unlinked;
    }
}
