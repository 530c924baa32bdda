package dev.rationale.sandbox.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Stands between the service and PostgreSQL, in a session of its own that no Ctrl-C reaches.
/// However the service dies, its end of the pipe closes, and the guard stops PostgreSQL.
record Guard(Process process) {
    private static final int PATIENCE_SECONDS = 30;

    // SIGINT is PostgreSQL's fast shutdown. It is repeated, for one that comes in the first
    // milliseconds of a server is lost. https://www.postgresql.org/docs/18/server-shutdown.html
    private static final String SCRIPT = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            server=$!
            (
              read -r line <&3
              while kill -INT "$server" 2>/dev/null; do sleep 1; done
            ) </dev/null &
            reader=$!
            exec 3<&-
            wait "$server"
            status=$?
            kill "$reader" 2>/dev/null
            exit "$status"
            """;

    private static final String PERL_SESSION = "use POSIX; POSIX::setsid(); exec @ARGV or exit 127";

    /// What the server says is added to the log.
    static Guard over(Command server, Path log) throws IOException, InterruptedException {
        var guarded = server.startedBy(List.of("sh", "-c", SCRIPT, "postgresql-guard"))
                .startedBy(ownSession());
        return new Guard(guarded.builder()
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    private static List<String> ownSession() throws IOException, InterruptedException {
        if (Command.of("setsid", "true").succeeds()) {
            return List.of("setsid");
        }
        var perl = List.of("perl", "-e", PERL_SESSION);
        if (Command.of("true").startedBy(perl).succeeds()) {
            return perl;
        }
        throw new IOException("neither setsid nor perl is here to start PostgreSQL beside the terminal; install one");
    }

    /// Stops the server and waits until it has gone; one who is interrupted leaves it to the guard.
    void stop() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                var _ = process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
