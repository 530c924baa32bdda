package dev.rationale.sandbox;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// Turns days ago into dates, from the day the sandbox was started.
record StoryDates(ZonedDateTime now) {
    static StoryDates of(Clock clock) {
        return new StoryDates(ZonedDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS));
    }

    /// That day's date, `YYYY-MM-DD`.
    String day(int ago) {
        return date(ago).toString();
    }

    /// A time of that day, with seconds and offset.
    String time(int ago, int hour, int minute) {
        var time = date(ago).atTime(LocalTime.of(hour, minute)).atZone(now.getZone());
        return time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    /// A birth date for somebody of this many completed years, whose last birthday was weeks or months ago and who so
    /// keeps this age while a sandbox is left running.
    ///
    /// @param id spreads the birthdays of different patients
    String birth(int age, String id) {
        return date(0).minusYears(age)
                .minusDays(20 + Math.floorMod(id.hashCode(), 200))
                .toString();
    }

    private LocalDate date(int ago) {
        return now.toLocalDate().minusDays(ago);
    }
}
