package dev.rationale.client.token;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sees to it that a token is used once: on this node at once, and on every node, and after a restart, by the
/// database. While the database is away each node sees to it alone; that is counted, and what was used meanwhile is
/// told to the database when it is back.
final class UsedTokens {
    private static final Duration WITHIN = Duration.ofMillis(200);

    private final Map<Use, Boolean> here = new ConcurrentHashMap<>();
    private final UsedTokenWriter writer;
    private final MeterRegistry metrics;
    private final Clock clock;

    UsedTokens(UsedTokenWriter writer, MeterRegistry metrics, Clock clock) {
        this.writer = writer;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// One use of a token; the same token has the same issuer and id.
    record Use(String issuer, String jti, Instant forgetAfter) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Use use && issuer.equals(use.issuer) && jti.equals(use.jti);
        }

        @Override
        public int hashCode() {
            return 31 * issuer.hashCode() + jti.hashCode();
        }
    }

    /// Whether this is the token's first use.
    boolean isFirst(Use use) {
        if (here.putIfAbsent(use, true) != null) {
            return false;
        }
        var inserted = writer.insert(use);
        if (writer.isAway()) {
            return alone();
        }
        try {
            return inserted.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            writer.away();
            return alone();
        } catch (ExecutionException away) {
            return alone();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return alone();
        }
    }

    private boolean alone() {
        metrics.counter("rationale.client.tokens.unshared").increment();
        return true;
    }

    /// Forgets what nobody can use any longer.
    void purge() {
        var now = clock.instant();
        here.keySet().removeIf(use -> use.forgetAfter().isBefore(now));
        writer.purge(now);
    }

    /// How many are remembered here.
    int size() {
        return here.size();
    }
}
