package dev.rationale.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Medplum's router over its in-memory repository; its packages come from the npm registry by the lock file, once.
/// Needs Node 20.19 or newer and npm on the PATH; `./rationale test` sees to it.
final class Medplum {
    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path HOME = Path.of("target/medplum").toAbsolutePath();

    private Medplum() {}

    static ForeignServer start() {
        try {
            install();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return ForeignServer.start(List.of("node", "medplum.mjs"), HOME, "", HOME.resolve("medplum.log"));
    }

    /// Installs what the lock file names, unless it is there already.
    private static void install() throws IOException {
        Files.createDirectories(HOME);
        take("medplum.mjs");
        var lock = HOME.resolve("package-lock.json");
        var done = HOME.resolve("installed");
        if (Files.exists(done) && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) == -1) {
            return;
        }
        Files.deleteIfExists(done);
        take("package.json");
        take("package-lock.json");
        ForeignServer.prepare(
                List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), HOME, HOME.resolve("npm.log"));
        Files.createFile(done);
    }

    private static void take(String file) throws IOException {
        Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
}
