package dev.rationale.client.token;

import dev.rationale.client.ClientKeys;
import dev.rationale.client.KeySet;
import dev.rationale.client.VerificationKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The keys of the clients, fetched once and kept. A token that names a key that is not there makes the set be
/// fetched again, at most twice a minute, so that a client can change its keys whenever it likes; a set that is old
/// is fetched again while it is used. When a fetch fails the keys that are known hold.
final class KeyRing {
    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
    static final Duration OLD = Duration.ofMinutes(10);

    private final KeyFetcher fetcher;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Map<ClientKeys.Published, Published> sets = new ConcurrentHashMap<>();

    KeyRing(KeyFetcher fetcher, Clock clock, MeterRegistry metrics) {
        this.fetcher = fetcher;
        this.clock = clock;
        this.metrics = metrics;
    }

    /// The key of this id.
    Optional<VerificationKey> find(ClientKeys keys, String id) {
        return switch (keys) {
            case ClientKeys.Inline inline -> inline.keys().find(id);
            case ClientKeys.Published published -> set(published).find(id);
        };
    }

    /// Fetches keys before the first token that needs them.
    void warm(ClientKeys keys) {
        if (keys instanceof ClientKeys.Published published) {
            Thread.ofVirtual().name("client-keys").start(set(published)::renew);
        }
    }

    private Published set(ClientKeys.Published keys) {
        return sets.computeIfAbsent(keys, Published::new);
    }

    /// One set that a client publishes.
    private final class Published {
        private final ClientKeys.Published registered;
        private volatile KeySet keys = KeySet.empty();
        private volatile Instant fetchedAt = Instant.MIN;
        private volatile Instant triedAt = Instant.MIN;

        Published(ClientKeys.Published registered) {
            this.registered = registered;
        }

        Optional<VerificationKey> find(String id) {
            var found = keys.find(id);
            if (found.isEmpty()) {
                renew();
                return keys.find(id);
            }
            var now = clock.instant();
            if (now.isAfter(fetchedAt.plus(OLD)) && !now.isBefore(triedAt.plus(BETWEEN_FETCHES))) {
                Thread.ofVirtual().name("client-keys").start(this::renew);
            }
            return found;
        }

        /// Fetches the set unless that was tried a moment ago. Those who come meanwhile wait for the one who fetches.
        private synchronized void renew() {
            var now = clock.instant();
            if (now.isBefore(triedAt.plus(BETWEEN_FETCHES))) {
                return;
            }
            triedAt = now;
            var fetched = fetcher.fetch(registered);
            fetched.ifPresent(set -> {
                keys = set;
                fetchedAt = now;
            });
            metrics.counter("rationale.client.keys.fetched", "ok", String.valueOf(fetched.isPresent()))
                    .increment();
        }
    }
}
