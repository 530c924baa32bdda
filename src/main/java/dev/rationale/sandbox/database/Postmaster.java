package dev.rationale.sandbox.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/// PostgreSQL's own note of the process that serves a cluster.
/// Source: https://www.postgresql.org/docs/18/storage-file-layout.html (postmaster.pid)
record Postmaster(Path cluster) {
    private static final int STATUS_LINE = 7;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int PAUSES_BEFORE_FORCE = 1500;

    /// The living process that serves this cluster, if there is one.
    OptionalLong process() throws IOException {
        var lines = lines();
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
            return OptionalLong.empty();
        }
        var number = Long.parseLong(lines.getFirst().strip());
        return serves(number) ? OptionalLong.of(number) : OptionalLong.empty();
    }

    boolean isReady() throws IOException {
        var lines = lines();
        return lines.size() > STATUS_LINE
                && lines.get(STATUS_LINE).strip().equals("ready")
                && process().isPresent();
    }

    /// Ends a server that outlived its service, and forgets one whose number another process has now.
    void stopLeftover() throws IOException, InterruptedException {
        var leftover = process();
        if (leftover.isPresent()) {
            stop(leftover.getAsLong());
        }
        var _ = Files.deleteIfExists(file());
    }

    private void stop(long number) throws IOException, InterruptedException {
        Command.of("sh", "-c", "kill -INT \"$0\" || :", Long.toString(number)).run();
        for (var i = 0; i < PAUSES_BEFORE_FORCE && serves(number); i++) {
            Thread.sleep(PAUSE);
        }
        if (serves(number)) {
            Command.of("sh", "-c", "kill -KILL \"$0\" || :", Long.toString(number))
                    .run();
        }
    }

    /// The command line tells: numbers of processes are used again, and a dead process has none.
    private boolean serves(long number) {
        return ProcessHandle.of(number)
                .flatMap(handle -> handle.info().arguments())
                .filter(arguments -> List.of(arguments).contains(cluster.toString()))
                .isPresent();
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file(), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException notRunning) {
            return List.of();
        }
    }

    private Path file() {
        return cluster.resolve("postmaster.pid");
    }
}
