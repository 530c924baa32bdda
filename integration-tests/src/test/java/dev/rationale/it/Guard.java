package dev.rationale.it;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server under a shell that ends it when the shell's input does, however this JVM ends.
///
/// @param shell whose exit code is the server's
record Guard(Process shell) implements AutoCloseable {
    private static final String SCRIPT = "\"$0\" \"$@\" & server=$!; cat >/dev/null; kill -TERM $server; wait $server";

    /// Starts what the builder says.
    static Guard start(ProcessBuilder server) throws IOException {
        server.command(Stream.concat(Stream.of("sh", "-c", SCRIPT), server.command().stream())
                .toList());
        return new Guard(server.start());
    }

    /// The server's own processes: it, and those that it started.
    List<ProcessHandle> processes() {
        return shell.descendants().toList();
    }

    /// Asks it to stop, and ends it where it does not.
    ///
    /// @return whether it stopped by itself
    boolean stop() {
        var processes = processes();
        try {
            shell.getOutputStream().close();
            var stopped = shell.waitFor(30, TimeUnit.SECONDS);
            if (!stopped) {
                processes.forEach(ProcessHandle::destroyForcibly);
                shell.destroyForcibly();
            }
            return stopped;
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
