package dev.rationale.feature;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// The form in which nearly all times come, `2026-11-12T08:30:00Z` or with an offset of hours and minutes, read by
/// place: every row of every call has one, and the general parser costs ten times as much. Everything else is left
/// to that parser.
final class PlainTime {
    private static final int DATE = 10;
    private static final int SECONDS = 19;
    private static final int OFFSET = 25;
    private static final int LARGEST_OFFSET_HOURS = 17;

    private PlainTime() {}

    /// The moment, if the text has that form.
    ///
    /// @throws java.time.DateTimeException for a day that the calendar has not
    static Optional<Instant> read(String text) {
        if (text.length() != SECONDS + 1 && text.length() != OFFSET) {
            return Optional.empty();
        }
        var hour = two(text, 11, ':', 23);
        var minute = two(text, 14, ':', 59);
        var second = two(text, 17, text.charAt(SECONDS), 59);
        var offset = offset(text);
        if (text.charAt(DATE) != 'T' || (hour | minute | second) < 0 || offset == Integer.MIN_VALUE) {
            return Optional.empty();
        }
        var day = date(text);
        if (day.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochSecond(
                day.get().toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second - offset));
    }

    /// The day that a text of the form `2026-11-12` or longer begins with, if it does.
    ///
    /// @throws java.time.DateTimeException for a day that the calendar has not
    static Optional<LocalDate> date(String text) {
        if (text.length() < DATE) {
            return Optional.empty();
        }
        var century = two(text, 0, text.charAt(2), 99);
        var year = two(text, 2, '-', 99);
        var month = two(text, 5, '-', 99);
        var day = two(text, 8, text.length() == DATE ? '\0' : text.charAt(DATE), 99);
        return (century | year | month | day) < 0
                ? Optional.empty()
                : Optional.of(LocalDate.of(century * 100 + year, month, day));
    }

    /// Seconds east of UTC; the smallest number for what is no such offset.
    private static int offset(String text) {
        var sign = text.charAt(SECONDS);
        if (text.length() == SECONDS + 1) {
            return sign == 'Z' ? 0 : Integer.MIN_VALUE;
        }
        var hours = two(text, 20, ':', LARGEST_OFFSET_HOURS);
        var minutes = two(text, 23, '\0', 59);
        if ((sign != '+' && sign != '-') || (hours | minutes) < 0) {
            return Integer.MIN_VALUE;
        }
        var seconds = hours * 3_600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    /// Two digits followed by a character (or by the end), -1 for anything else.
    private static int two(String text, int at, char next, int largest) {
        var end = at + 2;
        if (end < text.length() && text.charAt(end) != next) {
            return -1;
        }
        var tens = text.charAt(at) - '0';
        var ones = text.charAt(at + 1) - '0';
        var digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        var number = tens * 10 + ones;
        return digits && number <= largest ? number : -1;
    }
}
