package dev.rationale.sandbox.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Another JVM that holds a database, with the processes that stand behind it.
record ServiceProcess(Process jvm, String jdbcUrl, ProcessHandle postmaster, List<ProcessHandle> guards) {
    static ServiceProcess start(Path directory) throws IOException {
        var jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseChild.class.getName(),
                        TestDatabase.ARCHIVES.toAbsolutePath().toString(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var url = jvm.inputReader(StandardCharsets.UTF_8).readLine();
        var postmaster = postmaster(directory);
        var servers = new ArrayList<>(postmaster.descendants().toList());
        servers.add(postmaster);
        var guards = jvm.descendants().filter(each -> !servers.contains(each)).toList();
        return new ServiceProcess(jvm, url, postmaster, guards);
    }

    static ProcessHandle postmaster(Path directory) throws IOException {
        var lines = Files.readAllLines(directory.resolve("postgresql").resolve("postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElseThrow();
    }

    /// As `kill -9` of every process at once, the children of each included.
    static void killAll(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
    }
}
