package dev.rationale.client.token;

import dev.rationale.client.CdsClient;
import dev.rationale.client.RateLimit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Holds each client to its rate, and each of its registered tenants to the same rate of its own, so that one of
/// them cannot use up what is the others'. Every node counts for itself.
final class Throttle {
    private final TimeMeter time;
    private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();

    Throttle(TimeMeter time) {
        this.time = time;
    }

    private record Key(String client, @Nullable String tenant, RateLimit rate) {}

    /// Takes one call; when there is none, how long until there is one.
    Optional<Duration> take(CdsClient client, @Nullable String tenant) {
        var probe = bucket(client, tenant).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /// Whether a call could be taken now; when not, how long until then. Takes nothing.
    Optional<Duration> untilNext(CdsClient client, @Nullable String tenant) {
        var probe = bucket(client, tenant).estimateAbilityToConsume(1);
        return probe.canBeConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(CdsClient client, @Nullable String tenant) {
        var known = tenant != null && client.tenants().contains(tenant) ? tenant : null;
        return buckets.computeIfAbsent(new Key(client.name(), known, client.rate()), this::made);
    }

    private Bucket made(Key key) {
        // What an earlier rate of the same client left is of no use any more.
        buckets.keySet()
                .removeIf(other ->
                        other.client().equals(key.client()) && !other.rate().equals(key.rate()));
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(key.rate().burst())
                        .refillGreedy(key.rate().perSecond(), Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }
}
