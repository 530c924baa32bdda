package dev.rationale.sandbox.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Starts PostgreSQL again, on the same port, whenever it dies of itself.
final class Supervisor implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Supervisor.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final int port;
    private final Path log;
    private final Thread thread;
    private Guard guard;
    private boolean closed;

    private Supervisor(Cluster cluster, int port, Path log, Guard guard) {
        this.cluster = cluster;
        this.port = port;
        this.log = log;
        this.guard = guard;
        this.thread = Thread.ofPlatform().daemon().name("postgresql-supervisor").unstarted(this::watch);
    }

    /// Takes over a running server.
    static Supervisor over(Cluster cluster, int port, Path log, Guard guard) {
        var supervisor = new Supervisor(cluster, port, log, guard);
        supervisor.thread.start();
        return supervisor;
    }

    private void watch() {
        try {
            var pause = FIRST_PAUSE;
            while (true) {
                var started = System.nanoTime();
                var status = current().process().waitFor();
                if (isClosed()) {
                    return;
                }
                LOG.warnf("PostgreSQL has ended unexpectedly with status %d and is started again.", status);
                pause = lastedLong(started) ? FIRST_PAUSE : longer(pause);
                Thread.sleep(pause);
                restart();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void restart() throws InterruptedException {
        if (closed) {
            return;
        }
        try {
            guard = cluster.serve(port, log);
        } catch (IOException failure) {
            LOG.error("PostgreSQL could not be started again; the next attempt follows.", failure);
        }
    }

    private synchronized Guard current() {
        return guard;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private static boolean lastedLong(long started) {
        return System.nanoTime() - started > LONGEST_PAUSE.toNanos();
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        guard.stop();
        thread.interrupt();
    }
}
