package dev.rationale.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Copies of the shipped service folder with another content.
final class ServiceFolders {
    private static final Path SHIPPED = RunningService.root().resolve("cds-services/kfre-ckd");

    private ServiceFolders() {}

    /// Puts a copy into a directory, with another end of `service.yaml` from the line `answered:` on.
    static void copy(Path directory, String id, String answered) throws IOException {
        var copy = directory.resolve(id);
        try (var files = Files.walk(SHIPPED)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = copy.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        var file = copy.resolve("service.yaml");
        var text = Files.readString(file);
        Files.writeString(
                file,
                text.substring(0, text.indexOf("  answered:\n")).replace("id: kfre-ckd\n", "id: " + id + "\n")
                        + answered);
    }
}
