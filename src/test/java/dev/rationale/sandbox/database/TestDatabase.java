package dev.rationale.sandbox.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// One real PostgreSQL for all tests of a JVM, started by the first that asks.
public final class TestDatabase {
    /// The folder of the archive, told by the build.
    public static final Path ARCHIVES =
            Path.of(System.getProperty("rationale.postgresql.binaries", "target/postgresql"));

    private TestDatabase() {}

    public static EmbeddedPostgreSql get() {
        return Holder.DATABASE;
    }

    public static Connection connect() throws SQLException {
        return connect(get());
    }

    static Connection connect(EmbeddedPostgreSql database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    private static final class Holder {
        static final EmbeddedPostgreSql DATABASE = start();

        private static EmbeddedPostgreSql start() {
            try {
                var directory = Files.createTempDirectory("rationale-test-database");
                var database = EmbeddedPostgreSql.start(ARCHIVES, directory);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(database)));
                return database;
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }

        private static void remove(EmbeddedPostgreSql database) {
            try {
                database.close();
                new Folder(database.directory()).delete();
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
