package dev.rationale.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/// A folder of a Node program with its packages, which come from the npm registry by the lock file, once. Needs Node
/// 20.19 or newer and npm on the PATH; `./rationale test` sees to it.
record NodePackages(Path home) {
    private static final int INSTALLING = 300;

    /// Copies a source folder below `target`, and installs what its lock file names, unless that was done already.
    static NodePackages of(Path source) throws IOException {
        var home = Path.of("target").resolve("node-" + source.getFileName()).toAbsolutePath();
        Files.createDirectories(home);
        var lock = home.resolve("package-lock.json");
        var done = home.resolve("installed");
        var fresh = !Files.exists(done) || Files.mismatch(lock, source.resolve("package-lock.json")) != -1;
        try (var files = Files.list(source)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, home.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var packages = new NodePackages(home);
        if (fresh) {
            Files.deleteIfExists(done);
            var _ = packages.run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), INSTALLING);
            Files.createFile(done);
        }
        return packages;
    }

    /// Runs a program in the folder and gives what it printed.
    String run(List<String> command, int seconds) {
        return Program.run(command, home, Duration.ofSeconds(seconds));
    }
}
