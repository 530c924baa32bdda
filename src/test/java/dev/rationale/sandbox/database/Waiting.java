package dev.rationale.sandbox.database;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what comes soon, and gives up after ten seconds.
final class Waiting {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Waiting() {}

    static boolean until(BooleanSupplier expected) throws InterruptedException {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!expected.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }
}
