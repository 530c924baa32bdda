package dev.rationale.hooks;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How long each stage of a call took.
public final class Stages {
    /// The stages of the way of the data.
    public enum Stage {
        GATHER,
        FEATURES,
        DECIDE,
        /// Waiting for what was answered before, beyond the stages it was asked beside.
        ANSWERED,
        RENDER,
        RECORD;

        private final String code = name().toLowerCase(Locale.ROOT);

        /// The stage's name in the journal and in metrics.
        public String code() {
            return code;
        }
    }

    private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);
    private final LongSupplier nanos;

    public Stages(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Runs a stage and keeps its time, also when it ends in a refusal.
    <T> T timed(Stage stage, Supplier<T> work) {
        var start = nanos.getAsLong();
        try {
            return work.get();
        } finally {
            times.put(stage, Duration.ofNanos(nanos.getAsLong() - start));
        }
    }

    /// Runs a stage that has no result.
    void timed(Stage stage, Runnable work) {
        var start = nanos.getAsLong();
        work.run();
        times.put(stage, Duration.ofNanos(nanos.getAsLong() - start));
    }

    Map<Stage, Duration> times() {
        return Map.copyOf(times);
    }
}
