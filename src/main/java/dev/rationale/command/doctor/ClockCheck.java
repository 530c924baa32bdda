package dev.rationale.command.doctor;

import dev.rationale.client.CdsClient;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;

/// Whether the clocks agree: a token of a clock that is wrong is expired, or from the future.
final class ClockCheck {
    /// The header Date has whole seconds.
    private static final Duration GRAIN = Duration.ofSeconds(1);

    private final Clock clock;
    private final CdsClient client;

    ClockCheck(Clock clock, CdsClient client) {
        this.clock = clock;
        this.client = client;
    }

    void check(Server server, Optional<String> date, Consumer<Step> report) {
        var step = server.step("clock");
        var theirs = date.flatMap(ClockCheck::instant);
        if (theirs.isEmpty()) {
            report.accept(Step.notTried(step, "It does not say what time it is.", "Compare the clocks by hand."));
            return;
        }
        var apart = Duration.between(clock.instant(), theirs.get());
        var allowed = client.clockSkew();
        var words = Math.abs(apart.toSeconds()) + " s " + (apart.isNegative() ? "behind" : "ahead of") + " ours; "
                + allowed.toSeconds() + " s are allowed.";
        report.accept(
                apart.abs().compareTo(allowed.plus(GRAIN)) <= 0
                        ? Step.ok(step, "Its clock is " + words)
                        : Step.wrong(
                                step,
                                "Its clock is " + words,
                                "Set the clock that is wrong by NTP; `clockSkew` is for small differences only."));
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
