package dev.rationale.client.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Later;
import dev.rationale.client.ClientDatabase;
import dev.rationale.client.token.UsedTokens.Use;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Against a real PostgreSQL; a node is what one running service has.
class UsedTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant SOON = NOW.plusSeconds(331);

    private final Later clock = new Later(NOW);
    private final ClientDatabase database = ClientDatabase.migrated();
    private final List<UsedTokenWriter> writers = new ArrayList<>();

    private record Node(UsedTokens used, UsedTokenWriter writer, SimpleMeterRegistry metrics) {
        boolean takes(String issuer, String jti) {
            return used.isFirst(new Use(issuer, jti, SOON));
        }

        double unshared() {
            return metrics.counter("rationale.client.tokens.unshared").count();
        }
    }

    private Node node(DataSource source) {
        var metrics = new SimpleMeterRegistry();
        var writer = new UsedTokenWriter(source);
        writers.add(writer);
        writer.start();
        return new Node(new UsedTokens(writer, metrics, clock), writer, metrics);
    }

    @AfterEach
    void stop() {
        writers.forEach(UsedTokenWriter::stop);
    }

    @Test
    void takes_a_token_once() {
        var node = node(database);
        assertThat(node.takes("a", "1")).isTrue();
        assertThat(node.takes("a", "1")).isFalse();
        assertThat(node.takes("a", "2")).isTrue();
        assertThat(node.unshared()).isZero();
    }

    @Test
    void knows_a_token_by_its_issuer_too() {
        var node = node(database);
        assertThat(node.takes("a", "1")).isTrue();
        assertThat(node.takes("b", "1")).isTrue();
        assertThat(node.takes("b", "1")).isFalse();
    }

    @Test
    void refuses_a_token_that_another_node_took() {
        var one = node(database);
        var other = node(database);
        assertThat(one.takes("a", "1")).isTrue();
        assertThat(other.takes("a", "1")).isFalse();
        assertThat(other.takes("a", "1")).isFalse();
        assertThat(other.takes("a", "2")).isTrue();
    }

    @Test
    void refuses_a_token_that_was_taken_before_a_restart() {
        assertThat(node(database).takes("a", "1")).isTrue();
        assertThat(node(database).takes("a", "1")).isFalse();
    }

    @Test
    void takes_one_of_many_uses_at_the_same_time_on_two_nodes() throws Exception {
        var nodes = List.of(node(database), node(database));
        var taken = new AtomicInteger();
        var callers = new ArrayList<Thread>();
        for (var i = 0; i < 200; i++) {
            var node = nodes.get(i % 2);
            var jti = Integer.toString(i / 20);
            callers.add(Thread.ofVirtual().start(() -> {
                if (node.takes("a", jti)) {
                    taken.incrementAndGet();
                }
            }));
        }
        for (var caller : callers) {
            caller.join();
        }
        assertThat(taken).hasValue(10);
    }

    @Test
    void refuses_by_itself_while_the_database_is_away_and_counts_it() {
        database.cut(true);
        var node = node(database);
        assertThat(node.takes("a", "1")).isTrue();
        assertThat(node.takes("a", "1")).isFalse();
        assertThat(node.takes("a", "2")).isTrue();
        assertThat(node.unshared()).isEqualTo(2);
    }

    @Test
    void tells_the_database_what_was_taken_meanwhile_when_it_is_back() throws Exception {
        database.cut(true);
        var one = node(database);
        assertThat(one.takes("a", "1")).isTrue();
        database.cut(false);
        await(() -> !one.writer().isAway());
        assertThat(node(database).takes("a", "1")).isFalse();
        assertThat(one.takes("a", "2")).isTrue();
        assertThat(one.unshared()).isEqualTo(1);
    }

    @Test
    void waits_a_fifth_of_a_second_for_a_database_that_stands_still_and_then_no_more() {
        database.slow(3000);
        var node = node(database);
        var start = System.nanoTime();
        assertThat(node.takes("a", "1")).isTrue();
        for (var i = 0; i < 100; i++) {
            assertThat(node.takes("b", Integer.toString(i))).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(node.unshared()).isEqualTo(101);
    }

    @Test
    void forgets_what_nobody_can_use_any_longer() throws Exception {
        var node = node(database);
        assertThat(node.takes("a", "1")).isTrue();
        clock.by(Duration.ofSeconds(331));
        node.used().purge();
        assertThat(node.used().size()).isEqualTo(1);
        assertThat(kept()).isEqualTo(1);
        clock.by(Duration.ofSeconds(1));
        node.used().purge();
        assertThat(node.used().size()).isZero();
        assertThat(kept()).isZero();
    }

    @Test
    void takes_ids_with_any_character() {
        var node = node(database);
        var odd = "\u00e9 \ud83d\ude00 ' \" \\ {},NULL";
        assertThat(node.takes("a", odd)).isTrue();
        assertThat(node.takes("a", odd)).isFalse();
        assertThat(node.unshared()).isZero();
        assertThat(node(database).takes("a", odd)).isFalse();
    }

    private int kept() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM used_token")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (var turn = 0; turn < 500 && !condition.getAsBoolean(); turn++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
