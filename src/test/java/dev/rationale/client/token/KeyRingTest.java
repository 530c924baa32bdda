package dev.rationale.client.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Later;
import dev.rationale.client.ClientKeys;
import dev.rationale.client.Ehr;
import dev.rationale.client.ForbiddenAddresses;
import dev.rationale.client.Way;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final Ehr OLD = Ehr.es384("old");
    private static final Ehr NEW = Ehr.es384("new");

    private final Later clock = new Later(Instant.parse("2026-03-01T12:00:00Z"));
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final KeyRing ring = ring(ForbiddenAddresses.ofThisMachine());
    private KeyServer server;

    private KeyRing ring(ForbiddenAddresses forbidden) {
        return new KeyRing(new KeyFetcher(forbidden), clock, metrics);
    }

    @BeforeEach
    void start() throws IOException {
        server = new KeyServer(OLD.keySet());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fetches_a_set_once_and_keeps_it() {
        assertThat(ring.find(server.keys(), "old")).isPresent();
        clock.by(Duration.ofMinutes(9));
        assertThat(ring.find(server.keys(), "old")).isPresent();
        assertThat(server.asked()).isEqualTo(1);
    }

    @Test
    void finds_a_new_key_as_soon_as_a_token_names_it() {
        assertThat(ring.find(server.keys(), "old")).isPresent();
        server.answers(200, Ehr.keySet(OLD.key(), NEW.key()));
        clock.by(KeyRing.BETWEEN_FETCHES);
        assertThat(ring.find(server.keys(), "new")).isPresent();
        assertThat(ring.find(server.keys(), "old")).isPresent();
        assertThat(server.asked()).isEqualTo(2);
    }

    @Test
    void forgets_a_key_that_the_client_withdrew() throws Exception {
        assertThat(ring.find(server.keys(), "old")).isPresent();
        server.answers(200, NEW.keySet());
        clock.by(KeyRing.OLD.plusSeconds(1));
        assertThat(ring.find(server.keys(), "old"))
                .as("the last use of an old set fetches it")
                .isPresent();
        for (var turn = 0; turn < 200 && ring.find(server.keys(), "old").isPresent(); turn++) {
            Thread.sleep(10);
        }
        assertThat(ring.find(server.keys(), "old")).isEmpty();
        assertThat(ring.find(server.keys(), "new")).isPresent();
    }

    @Test
    void asks_for_unknown_keys_no_more_than_twice_a_minute() {
        for (var i = 0; i < 50; i++) {
            assertThat(ring.find(server.keys(), "unknown-" + i)).isEmpty();
        }
        assertThat(server.asked()).isEqualTo(1);
        clock.by(KeyRing.BETWEEN_FETCHES.minusMillis(1));
        assertThat(ring.find(server.keys(), "unknown")).isEmpty();
        assertThat(server.asked()).isEqualTo(1);
        clock.by(Duration.ofMillis(1));
        assertThat(ring.find(server.keys(), "unknown")).isEmpty();
        assertThat(server.asked()).isEqualTo(2);
    }

    @Test
    void asks_once_for_all_who_come_at_the_same_time() throws Exception {
        var goOn = new CountDownLatch(1);
        server.answers(exchange -> {
            try {
                goOn.await();
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
            KeyServer.send(exchange, 200, OLD.keySet().toString().getBytes(StandardCharsets.UTF_8));
        });
        var found = new java.util.concurrent.atomic.AtomicInteger();
        var callers = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> Thread.ofVirtual()
                        .start(() -> ring.find(server.keys(), "old").ifPresent(key -> found.incrementAndGet())))
                .toList();
        goOn.countDown();
        for (var caller : callers) {
            caller.join();
        }
        assertThat(found).hasValue(20);
        assertThat(server.asked()).isEqualTo(1);
    }

    @Test
    void keeps_the_old_keys_when_a_fetch_fails() {
        assertThat(ring.find(server.keys(), "old")).isPresent();
        server.answers(503, "");
        clock.by(KeyRing.OLD.plusSeconds(1));
        assertThat(ring.find(server.keys(), "new")).isEmpty();
        assertThat(ring.find(server.keys(), "old")).isPresent();
        server.answers(200, "not json");
        clock.by(KeyRing.BETWEEN_FETCHES);
        assertThat(ring.find(server.keys(), "new")).isEmpty();
        assertThat(ring.find(server.keys(), "old")).isPresent();
        server.answers(200, "{\"keys\":[]}");
        clock.by(KeyRing.BETWEEN_FETCHES);
        assertThat(ring.find(server.keys(), "new")).isEmpty();
        assertThat(ring.find(server.keys(), "old")).isPresent();
        assertThat(metrics.counter("rationale.client.keys.fetched", "ok", "false")
                        .count())
                .isEqualTo(3);
    }

    @Test
    void follows_no_redirect() throws IOException {
        try (var elsewhere = new KeyServer(OLD.keySet())) {
            server.answers(exchange -> {
                exchange.getResponseHeaders().set("Location", elsewhere.url().toString());
                KeyServer.send(exchange, 302, new byte[0]);
            });
            assertThat(ring.find(server.keys(), "old")).isEmpty();
            assertThat(elsewhere.asked()).isZero();
            assertThat(ring.find(elsewhere.keys(), "old")).isPresent();
        }
    }

    @Test
    void reads_no_set_beyond_256_kibibytes() {
        var padding = " ".repeat(256 << 10);
        server.answers(200, OLD.keySet() + padding);
        assertThat(ring.find(server.keys(), "old")).isEmpty();
        server.answers(200, OLD.keySet() + padding.substring(1000));
        clock.by(KeyRing.BETWEEN_FETCHES);
        assertThat(ring.find(server.keys(), "old")).isPresent();
    }

    @Test
    void waits_two_seconds_and_no_longer() {
        server.answers(exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                for (var i = 0; i < 100; i++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(100);
                }
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
        });
        var start = System.nanoTime();
        assertThat(ring.find(server.keys(), "old")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
    }

    @Test
    void asks_no_address_that_is_forbidden() {
        var rebound =
                ring(new ForbiddenAddresses(host -> new InetAddress[] {InetAddress.ofLiteral("169.254.169.254")}));
        assertThat(rebound.find(server.keys(), "old")).isEmpty();
        assertThat(server.asked()).isZero();
        var metadata = new ClientKeys.Published(URI.create("http://169.254.169.254/keys"), Way.DIRECT, null);
        assertThat(ring.find(metadata, "old")).isEmpty();
    }

    @Test
    void has_fetched_before_the_first_token_comes_when_it_was_warmed() throws Exception {
        ring.warm(server.keys());
        for (var turn = 0; turn < 200 && server.asked() == 0; turn++) {
            Thread.sleep(10);
        }
        assertThat(ring.find(server.keys(), "old")).isPresent();
        assertThat(server.asked()).isEqualTo(1);
    }

    @Test
    void never_fetches_keys_that_are_inline() {
        assertThat(ring.find(Ehr.client(OLD.registration()).keys(), "old")).isPresent();
        assertThat(ring.find(Ehr.client(OLD.registration()).keys(), "new")).isEmpty();
        assertThat(server.asked()).isZero();
    }
}
