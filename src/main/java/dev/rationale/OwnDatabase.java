package dev.rationale;

import dev.rationale.sandbox.database.EmbeddedPostgreSql;
import io.quarkus.runtime.Application;
import java.io.IOException;
import java.util.Map;
import org.jboss.logging.Logger;

/// The database that the service brings along: told to Quarkus first, stopped after Quarkus.
record OwnDatabase(EmbeddedPostgreSql database, Thread hook) implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OwnDatabase.class);

    static OwnDatabase start(StartSettings settings) throws IOException, InterruptedException {
        var database = EmbeddedPostgreSql.start(settings.archives(), settings.data());
        var hook = new Thread(() -> stopAfterTheService(database), "database-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        settingsOf(database).forEach(System::setProperty);
        return new OwnDatabase(database, hook);
    }

    private static Map<String, String> settingsOf(EmbeddedPostgreSql database) {
        return Map.of(
                StartSettings.JDBC_URL,
                database.jdbcUrl(),
                "quarkus.datasource.username",
                database.user(),
                "quarkus.datasource.password",
                database.password());
    }

    /// Shutdown hooks run at the same time: this one waits until Quarkus has stopped.
    private static void stopAfterTheService(EmbeddedPostgreSql database) {
        try {
            var service = Application.currentApplication();
            if (service != null) {
                service.stop();
            }
        } catch (IllegalStateException neverStarted) {
            LOG.debug("The service stops before it has started.", neverStarted);
        } finally {
            stop(database);
        }
    }

    private static void stop(EmbeddedPostgreSql database) {
        try {
            database.close();
        } catch (IOException failure) {
            LOG.warn("The database could not be stopped in order; its guard stops it.", failure);
        }
    }

    /// For a JVM that goes on living, as one that reloads the service does.
    @Override
    public void close() {
        stop(database);
        settingsOf(database).keySet().forEach(System::clearProperty);
        try {
            var _ = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            LOG.debug("The JVM is ending already.", alreadyEnding);
        }
    }
}
