package dev.rationale.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Programs of others that are run to their end.
final class Program {
    private Program() {}

    /// Runs a program with the JDK of the tests and gives what it printed.
    ///
    /// @throws IllegalStateException with what it printed, when it fails or does not end in time
    static String run(List<String> command, Path folder, Duration within) {
        try {
            var log = Files.createTempFile("program", ".log");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            var process = builder.start();
            try {
                if (!process.waitFor(within.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new IllegalStateException(String.join(" ", command) + " failed:\n" + Files.readString(log));
                }
                return Files.readString(log);
            } finally {
                process.destroyForcibly();
                Files.delete(log);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
