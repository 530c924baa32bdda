package dev.rationale.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// Medplum's router over its in-memory repository.
final class Medplum {
    private Medplum() {}

    static ForeignServer start() {
        try {
            var home = NodePackages.of(Path.of("src/test/node")).home();
            return ForeignServer.start(List.of("node", "medplum.mjs"), home, "", home.resolve("medplum.log"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
