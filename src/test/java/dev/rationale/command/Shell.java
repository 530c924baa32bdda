package dev.rationale.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs a command of this machine to its end and keeps what it said.
record Shell(int exitCode, String out, String err) {
    private static final int LONGEST_SECONDS = 60;

    /// @param environment is the whole environment of the command
    static Shell run(Path folder, Map<String, String> environment, List<String> command) throws Exception {
        Path out = Files.createTempFile("shell", ".out");
        Path err = Files.createTempFile("shell", ".err");
        Process process = start(folder, environment, command, out, err);
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + command + Files.readString(out) + Files.readString(err));
        }
        var said = new Shell(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return said;
    }

    static Process start(Path folder, Map<String, String> environment, List<String> command, Path out, Path err)
            throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    }

    static void signal(String name, long process) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process)).start().waitFor();
    }
}
