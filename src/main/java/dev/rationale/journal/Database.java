package dev.rationale.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// The journal's side of PostgreSQL: brings the schema up once it is there, and inserts groups within a time.
final class Database {
    private final DataSource source;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean migrated;

    Database(DataSource source) {
        this.source = source;
    }

    /// Whether the database can be written to now; the first time it also brings its schema up.
    boolean reachable(Duration within) {
        return finished(
                () -> {
                    if (!migrated) {
                        var result =
                                Flyway.configure().dataSource(source).load().migrate();
                        migrated = result.success;
                    }
                    try (var connection = source.getConnection()) {
                        return connection.isValid(1);
                    }
                },
                migrated ? within : Duration.ofSeconds(30));
    }

    /// Inserts entries; gives those that were refused for what they contain. Empty when the database is away: they
    /// may be in it all the same, and inserting them again does no harm.
    Optional<List<Entry>> insert(List<Entry> entries, Duration within) {
        var refused = new CopyOnWriteArrayList<Entry>();
        var done = migrated
                && finished(
                        () -> {
                            try (var connection = source.getConnection()) {
                                insertAll(connection, entries, refused);
                                return true;
                            }
                        },
                        within);
        return done ? Optional.of(refused) : Optional.empty();
    }

    /// One transaction; where the database refuses what an entry contains, one for each.
    private static void insertAll(Connection connection, List<Entry> entries, List<Entry> refused) throws SQLException {
        try {
            JournalSql.insert(connection, entries);
        } catch (SQLException failed) {
            if (!aboutContent(failed)) {
                throw failed;
            }
            connection.rollback();
            for (var entry : entries) {
                insertOne(connection, entry, refused);
            }
        }
    }

    private static void insertOne(Connection connection, Entry entry, List<Entry> refused) throws SQLException {
        try {
            JournalSql.insert(connection, List.of(entry));
        } catch (SQLException failed) {
            if (!aboutContent(failed)) {
                throw failed;
            }
            connection.rollback();
            refused.add(entry);
        }
    }

    /// Classes 22 (data) and 23 (constraint) of the SQL standard; everything else is about the connection or server.
    private static boolean aboutContent(SQLException failed) {
        var state = failed.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private interface Work {
        boolean done() throws Exception;
    }

    private boolean finished(Work work, Duration within) {
        var running = threads.submit(work::done);
        try {
            return running.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException away) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            running.cancel(true);
        }
    }
}
