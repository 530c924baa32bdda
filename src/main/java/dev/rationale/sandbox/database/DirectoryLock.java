package dev.rationale.sandbox.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps a second service from using the same data directory, for as long as this one lives.
record DirectoryLock(String key, FileLock lock) implements AutoCloseable {
    static final String FILE = "postgresql.lock";

    /// Fails with a sentence for the operator when another service holds the directory.
    static DirectoryLock of(Path directory) throws IOException {
        // Within one JVM the property speaks: closing any channel of the file would free the lock.
        var key = DirectoryLock.class.getName() + ":" + directory;
        if (System.getProperties().putIfAbsent(key, "held") != null) {
            throw taken(directory);
        }
        var lock = tryLock(directory.resolve(FILE));
        if (lock == null) {
            var _ = System.getProperties().remove(key);
            throw taken(directory);
        }
        return new DirectoryLock(key, lock);
    }

    private static @Nullable FileLock tryLock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock();
        if (lock == null) {
            channel.close();
        }
        return lock;
    }

    private static IOException taken(Path directory) {
        return new IOException("the data directory " + directory + " is in use by another running service; stop that"
                + " one, or name another directory with rationale.data");
    }

    @Override
    public void close() throws IOException {
        // A second closing must not free what somebody else has locked since.
        if (lock.isValid()) {
            lock.acquiredBy().close();
            var _ = System.getProperties().remove(key);
        }
    }
}
