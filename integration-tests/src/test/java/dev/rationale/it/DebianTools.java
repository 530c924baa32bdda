package dev.rationale.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The programs that an installation's commands need: those of this machine, and where it lacks one, Debian's package,
/// unpacked below `target`.
///
/// @param path what goes into PATH
/// @param missing the programs that could not be had, and why
record DebianTools(String path, Optional<String> missing) {
    private static final Map<String, String> PACKAGES =
            Map.of("nginx", "nginx", "psql", "postgresql-client", "curl", "curl", "openssl", "openssl");

    /// Finds or fetches all of them.
    static DebianTools find() throws IOException {
        return find(
                System.getenv("PATH") + ":/usr/sbin:/sbin",
                PACKAGES.keySet().stream().sorted().toList());
    }

    static DebianTools find(String machine, List<String> programs) throws IOException {
        var folder = Path.of("target/debian").toAbsolutePath();
        var path = folder.resolve("bin") + ":" + machine;
        var lacking = lacking(path, programs);
        if (lacking.isEmpty()) {
            return new DebianTools(path, Optional.empty());
        }
        if (lacking("apt-get").isPresent()) {
            return new DebianTools(path, Optional.of(lacking + " are not on the PATH, and there is no apt-get"));
        }
        var said = fetch(folder, lacking);
        var still = lacking(path, programs);
        return new DebianTools(
                path, still.isEmpty() ? Optional.empty() : Optional.of(still + " could not be fetched:\n" + said));
    }

    private static Optional<String> lacking(String program) {
        return lacking(System.getenv("PATH"), List.of(program)).stream().findFirst();
    }

    private static List<String> lacking(String path, List<String> programs) {
        return programs.stream()
                .filter(program ->
                        Stream.of(path.split(":")).noneMatch(folder -> Files.isExecutable(Path.of(folder, program))))
                .toList();
    }

    private static String fetch(Path folder, List<String> programs) throws IOException {
        var script = RunningService.root().resolve("integration-tests/src/test/resources/install/fetch.sh");
        var command = new ArrayList<>(List.of("sh", script.toString(), folder.toString()));
        programs.stream().map(PACKAGES::get).forEach(command::add);
        var said = "";
        try {
            said = Program.run(command, RunningService.root(), Duration.ofMinutes(3));
        } catch (IllegalStateException failed) {
            return failed.getMessage();
        }
        for (var program : programs) {
            wrap(folder, program);
        }
        return said;
    }

    /// A program that finds the libraries it came with, and leaves them to itself.
    private static void wrap(Path folder, String program) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        try (var files = Files.walk(folder.resolve("root"))) {
            var all = files.toList();
            var libraries = all.stream()
                    .filter(file -> file.getFileName().toString().contains(".so"))
                    .map(file -> file.getParent().toString())
                    .distinct()
                    .collect(Collectors.joining(":"));
            var real = all.stream()
                    .filter(file -> file.endsWith("bin/" + program) || file.endsWith("sbin/" + program))
                    .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    // The one below /usr/bin may be a script that looks for the other.
                    .max(java.util.Comparator.comparing(file -> file.toString().contains("/lib/")));
            if (real.isPresent()) {
                var wrapper = Files.writeString(
                        folder.resolve("bin").resolve(program),
                        "#!/bin/sh\nLD_LIBRARY_PATH='" + libraries + "' exec '" + real.get() + "' \"$@\"\n");
                Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }
}
