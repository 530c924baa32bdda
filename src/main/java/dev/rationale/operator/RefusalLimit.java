package dev.rationale.operator;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/// How many refusals of one kind are noted in a minute, so that a flood of them cannot fill a disk.
final class RefusalLimit {
    private static final int SECONDS = 60;

    private final Clock clock;
    private final int perMinute;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Integer> leftOut = new HashMap<>();
    private long minute;

    RefusalLimit(Clock clock, int perMinute) {
        this.clock = clock;
        this.perMinute = perMinute;
    }

    /// Whether this one is noted; if so, how many of its kind were left out since the last that was.
    synchronized OptionalInt pass(String kind) {
        var now = clock.instant().getEpochSecond() / SECONDS;
        if (now != minute) {
            minute = now;
            counts.clear();
        }
        if (counts.merge(kind, 1, Integer::sum) > perMinute) {
            var left = leftOut.merge(kind, 1, Integer::sum);
            assert left > 0;
            return OptionalInt.empty();
        }
        var left = leftOut.remove(kind);
        return OptionalInt.of(left == null ? 0 : left);
    }
}
