package dev.rationale.client;

import dev.rationale.sandbox.database.TestDatabase;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// A schema of its own for one test, in the PostgreSQL of all tests; the line to it can be cut. Whole databases would
/// make PostgreSQL stop slowly.
public final class ClientDatabase implements DataSource {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String url;
    private volatile boolean cut;
    private volatile long slow;

    private ClientDatabase(String url) {
        this.url = url;
    }

    /// With its tables.
    public static ClientDatabase migrated() {
        var source = empty();
        var result = Flyway.configure().dataSource(source).load().migrate();
        if (!result.success) {
            throw new IllegalStateException("the schema cannot be brought up");
        }
        return source;
    }

    /// Without any table.
    public static ClientDatabase empty() {
        var name = "client_test_" + COUNT.incrementAndGet();
        try (var connection = TestDatabase.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return new ClientDatabase(TestDatabase.get().jdbcUrl() + "?currentSchema=" + name);
    }

    public void cut(boolean now) {
        cut = now;
    }

    /// How long a connection takes, in milliseconds.
    public void slow(long millis) {
        slow = millis;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (cut) {
            throw new SQLException("the line is cut", "08006");
        }
        try {
            Thread.sleep(slow);
        } catch (InterruptedException stopped) {
            throw new SQLException(stopped);
        }
        return DriverManager.getConnection(
                url, TestDatabase.get().user(), TestDatabase.get().password());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
