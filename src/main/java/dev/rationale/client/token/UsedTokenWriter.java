package dev.rationale.client.token;

import dev.rationale.client.token.UsedTokens.Use;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Tells the database which tokens were used. Those that come together go in one statement, which is one round trip
/// and one commit.
final class UsedTokenWriter {
    private static final Logger LOG = Logger.getLogger(UsedTokenWriter.class);
    private static final int GROUP = 256;
    private static final long PAUSE_MILLIS = 500;
    private static final String INSERT = "INSERT INTO used_token (issuer, jti, forget_after)"
            + " SELECT issuer, jti, to_timestamp(seconds) FROM unnest(?::text[], ?::text[], ?::bigint[])"
            + " AS used (issuer, jti, seconds) ON CONFLICT DO NOTHING RETURNING issuer, jti";

    private final DataSource source;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private volatile boolean away;
    private volatile boolean stopped;

    UsedTokenWriter(DataSource source) {
        this.source = source;
    }

    private record Waiting(Use use, CompletableFuture<Boolean> first) {}

    void start() {
        var thread = Thread.ofPlatform().name("used-tokens").daemon().start(this::write);
        assert thread.isDaemon();
    }

    void stop() {
        stopped = true;
    }

    /// Whether it is the token's first use anywhere, once the database has said so.
    CompletableFuture<Boolean> insert(Use use) {
        var waiting = new Waiting(use, new CompletableFuture<>());
        queue.add(waiting);
        return waiting.first();
    }

    /// Whether the database is away, as far as is known.
    boolean isAway() {
        return away;
    }

    /// It has not answered in time.
    void away() {
        if (!away) {
            away = true;
            LOG.warn("the database is away: each node refuses used tokens by itself");
        }
    }

    private void write() {
        try {
            while (!stopped) {
                var group = new ArrayList<Waiting>();
                var first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    group.add(first);
                    var more = queue.drainTo(group, GROUP - 1);
                    assert more == group.size() - 1;
                    write(group);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Waiting> group) throws InterruptedException {
        try {
            var inserted = insert(group.stream().map(Waiting::use).toList());
            group.forEach(waiting -> waiting.first().complete(inserted.contains(waiting.use())));
            if (away) {
                away = false;
                LOG.info("used tokens are shared by the database");
            }
        } catch (SQLException failed) {
            away();
            group.forEach(waiting -> waiting.first().completeExceptionally(failed));
            // They wait for its return, unless they are forgotten before.
            queue.addAll(group);
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /// Those that were not there. In one order on every node, so that no two wait for each other.
    private Set<Use> insert(List<Use> uses) throws SQLException {
        var sorted = uses.stream()
                .sorted(Comparator.comparing(Use::issuer).thenComparing(Use::jti))
                .toList();
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, array(connection, "text", sorted.stream().map(Use::issuer)));
            statement.setArray(2, array(connection, "text", sorted.stream().map(Use::jti)));
            statement.setArray(
                    3,
                    array(
                            connection,
                            "bigint",
                            sorted.stream().map(use -> use.forgetAfter().getEpochSecond())));
            var inserted = new HashSet<Use>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    inserted.add(new Use(rows.getString(1), rows.getString(2), Instant.MAX));
                }
            }
            return inserted;
        }
    }

    private static Array array(Connection connection, String type, java.util.stream.Stream<?> values)
            throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    /// Forgets what nobody can use any longer, here and in the database.
    void purge(Instant now) {
        queue.removeIf(waiting ->
                waiting.first().isDone() && waiting.use().forgetAfter().isBefore(now));
        if (away) {
            return;
        }
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement("DELETE FROM used_token WHERE forget_after < ?")) {
            statement.setTimestamp(1, Timestamp.from(now));
            var forgotten = statement.executeUpdate();
            LOG.debugf("%d used tokens are forgotten", forgotten);
        } catch (SQLException notNow) {
            LOG.debug("used tokens are forgotten at another time");
        }
    }
}
