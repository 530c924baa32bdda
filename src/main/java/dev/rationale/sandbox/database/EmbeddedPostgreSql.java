package dev.rationale.sandbox.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A real PostgreSQL as a child process, so that the service can be tried without installing one.
/// Its data outlives the process; it stops with the JVM, however that ends, and comes back on the
/// same port when it dies itself. One directory serves one instance at a time.
/// Failures are [IOException]s whose message is a sentence for the operator.
public final class EmbeddedPostgreSql implements AutoCloseable {
    private static final int STARTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int PAUSES = 3000;
    private static final int LOG_BYTES = 4000;

    private final Path directory;
    private final int port;
    private final Password password;
    private final Supervisor supervisor;
    private final DirectoryLock lock;

    private EmbeddedPostgreSql(Path directory, int port, Password password, Supervisor supervisor, DirectoryLock lock) {
        this.directory = directory;
        this.port = port;
        this.password = password;
        this.supervisor = supervisor;
        this.lock = lock;
    }

    /// Starts PostgreSQL and returns once it takes connections.
    ///
    /// @param archives the folder in which the build leaves PostgreSQL's archive (`*.txz`)
    /// @param data the directory that keeps the data; made where it is absent
    public static EmbeddedPostgreSql start(Path archives, Path data) throws IOException, InterruptedException {
        var directory = Files.createDirectories(data).toRealPath();
        var lock = DirectoryLock.of(directory);
        EmbeddedPostgreSql database = null;
        try {
            database = startLocked(archives, directory, lock);
            return database;
        } finally {
            if (database == null) {
                lock.close();
            }
        }
    }

    private static EmbeddedPostgreSql startLocked(Path archives, Path directory, DirectoryLock lock)
            throws IOException, InterruptedException {
        new Postmaster(directory.resolve("postgresql")).stopLeftover();
        var binaries = Binaries.unpacked(archives, directory.resolve("postgresql-binaries"));
        var account = Account.ofOwner(directory.resolve(DirectoryLock.FILE));
        var cluster = new Cluster(directory.resolve("postgresql"), binaries, account);
        var password = Password.in(directory);
        cluster.createOnce(password);
        return startCluster(cluster, password, lock, directory);
    }

    private static EmbeddedPostgreSql startCluster(
            Cluster cluster, Password password, DirectoryLock lock, Path directory)
            throws IOException, InterruptedException {
        var log = directory.resolve("postgresql.log");
        for (var attempt = 1; ; attempt++) {
            // Another program may take the port between the look and the start.
            var port = FreePort.find();
            var logged = Files.exists(log) ? Files.size(log) : 0;
            var guard = cluster.serve(port, log);
            if (becomesReady(cluster, guard)) {
                var supervisor = Supervisor.over(cluster, port, log, guard);
                return new EmbeddedPostgreSql(directory, port, password, supervisor, lock);
            }
            if (attempt == STARTS) {
                throw new IOException("PostgreSQL did not start; it says: " + end(log, logged));
            }
        }
    }

    /// A server that does not become ready is stopped.
    private static boolean becomesReady(Cluster cluster, Guard guard) throws IOException, InterruptedException {
        var ready = false;
        try {
            for (var i = 0; i < PAUSES && !ready && guard.process().isAlive(); i++) {
                Thread.sleep(PAUSE);
                ready = cluster.postmaster().isReady();
            }
            return ready;
        } finally {
            if (!ready) {
                guard.stop();
            }
        }
    }

    private static String end(Path log, long from) throws IOException {
        var bytes = Files.readAllBytes(log);
        var first = (int) Math.max(from, bytes.length - LOG_BYTES);
        return new String(bytes, first, bytes.length - first, StandardCharsets.UTF_8).strip();
    }

    /// The address for JDBC; it does not change while this object lives.
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String user() {
        return Cluster.OWNER;
    }

    public String password() {
        return password.text();
    }

    public Path directory() {
        return directory;
    }

    /// Stops PostgreSQL, waits until it has gone and frees the directory.
    @Override
    public void close() throws IOException {
        try {
            supervisor.close();
        } finally {
            lock.close();
        }
    }
}
