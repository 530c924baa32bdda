package dev.rationale.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A service as its systemd unit says it: what is run, where, and with which environment. Users and walls are systemd's
/// alone.
///
/// @param guard a shell that ends the service when its standard input does, however this JVM ends
record Unit(Process guard, Path log) implements AutoCloseable {
    static Unit start(Path file, Path log, Map<String, String> more) throws IOException {
        var lines = Files.readString(file).replaceAll("\\\\\\n\\s*", "").lines().toList();
        var command = new ArrayList<>(List.of("sh", "-c", Keycloak.GUARD));
        command.addAll(List.of(all(lines, "ExecStart").getFirst().split(" ")));
        var process = new ProcessBuilder(command)
                .directory(Path.of(all(lines, "WorkingDirectory").getFirst()).toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process.environment().clear();
        process.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
        all(lines, "Environment").forEach(one -> put(process, one));
        for (var variables : all(lines, "EnvironmentFile")) {
            var optional = variables.startsWith("-");
            var named = Path.of(optional ? variables.substring(1) : variables);
            if (!optional || Files.exists(named)) {
                Files.readAllLines(named).forEach(one -> put(process, one));
            }
        }
        process.environment().putAll(more);
        return new Unit(process.start(), log);
    }

    private static List<String> all(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }

    private static void put(ProcessBuilder process, String assignment) {
        var parts = assignment.split("=", 2);
        process.environment().put(parts[0], parts[1]);
    }

    /// A program in the foreground, by its arguments.
    static Unit of(Path log, String path, String... command) throws IOException {
        var process = new ProcessBuilder(Stream.concat(Stream.of("sh", "-c", Keycloak.GUARD), Stream.of(command))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process.environment().put("PATH", path);
        return new Unit(process.start(), log);
    }

    /// Stops it as systemd does, and gives the exit code of the service.
    int stop() {
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(30, TimeUnit.SECONDS)) {
                close();
                throw new IllegalStateException("it does not stop within 30 seconds");
            }
            return guard.exitValue();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        var processes = guard.descendants().toList();
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(30, TimeUnit.SECONDS)) {
                processes.forEach(ProcessHandle::destroyForcibly);
                guard.destroyForcibly();
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
