package dev.rationale.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A service as its systemd unit says it: what is run, where, and with which environment. Users and walls are systemd's
/// alone.
///
/// @param guard that ends it with the tests
record Unit(Guard guard, Path log) implements AutoCloseable {
    static Unit start(Path file, Path log, Map<String, String> more) throws IOException {
        var lines = Files.readString(file).replaceAll("\\\\\\n\\s*", "").lines().toList();
        var process = new ProcessBuilder(all(lines, "ExecStart").getFirst().split(" "))
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
        return new Unit(Guard.start(process), log);
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
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process.environment().put("PATH", path);
        return new Unit(Guard.start(process), log);
    }

    /// Stops it as systemd does, and gives the exit code of the service.
    int stop() {
        if (!guard.stop()) {
            throw new IllegalStateException("it does not stop within 30 seconds");
        }
        return guard.shell().exitValue();
    }

    @Override
    public void close() {
        guard.close();
    }
}
