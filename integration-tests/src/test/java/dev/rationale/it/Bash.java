package dev.rationale.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// One bash in which commands are run after one another, as somebody types them.
///
/// @param folder where the commands are laid down
record Bash(Process process, BufferedReader output, Path folder) implements AutoCloseable {
    private static final String DONE = "--- done ---";

    static Bash start(Path folder, Path in, Map<String, String> environment) throws IOException {
        var bash = new ProcessBuilder("bash", "--norc", "--noprofile")
                .directory(in.toFile())
                .redirectErrorStream(true);
        bash.environment().clear();
        bash.environment().putAll(environment);
        var process = bash.start();
        return new Bash(process, process.inputReader(), Files.createDirectories(folder));
    }

    /// Runs commands and gives what they printed. Their input is empty, so that they cannot eat those that follow.
    String run(String commands) throws IOException {
        var file = Files.writeString(Files.createTempFile(folder, "block", ".sh"), commands);
        var input = process.outputWriter();
        input.write(". '" + file + "' </dev/null\necho; echo '" + DONE + "'\n");
        input.flush();
        var said = new StringBuilder();
        for (var line = output.readLine(); !DONE.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IllegalStateException("These commands failed:\n" + commands + "\nThey said:\n" + said);
            }
            said.append(line).append('\n');
        }
        return said.toString();
    }

    /// What a variable is.
    String value(String name) throws IOException {
        return run("printf '%s' \"$" + name + "\"").strip();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
