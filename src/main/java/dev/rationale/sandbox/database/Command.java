package dev.rationale.sandbox.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// A program with its arguments, run in an environment that does not lead PostgreSQL astray.
record Command(List<String> words) {
    static Command of(String... words) {
        return new Command(List.of(words));
    }

    /// The same command, started by another one.
    Command startedBy(List<String> starter) {
        return new Command(Stream.concat(starter.stream(), words.stream()).toList());
    }

    ProcessBuilder builder() {
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        // Settings for clients (PGPORT, PGDATA) are not ours; a fixed locale keeps macOS's threads away.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /// Whether the program is there and ends well.
    boolean succeeds() throws InterruptedException {
        try {
            return builder()
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /// Waits for the end; a failure carries what the program said.
    void run() throws IOException, InterruptedException {
        var process = builder().start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(words.getFirst() + " failed: " + said.strip());
        }
    }
}
