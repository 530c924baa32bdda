package dev.rationale.sandbox.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/// A folder that is either whole or absent: it is filled under another name and then renamed.
record Folder(Path path) {
    private static final String UNFINISHED = ".unfinished";

    /// What fills an empty folder.
    interface Filling {
        void fill(Path folder) throws IOException, InterruptedException;
    }

    boolean exists() {
        return Files.isDirectory(path);
    }

    /// Does nothing where the folder is there already; a filling that failed leaves nothing.
    void fillOnce(Filling filling) throws IOException, InterruptedException {
        if (exists()) {
            return;
        }
        var unfinished = path.resolveSibling(path.getFileName() + UNFINISHED);
        new Folder(unfinished).delete();
        Files.createDirectories(unfinished);
        try {
            filling.fill(unfinished);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            new Folder(unfinished).delete();
        }
    }

    /// The folder and all that is in it; links are removed, never followed.
    void delete() throws IOException {
        try (var walk = Files.walk(path)) {
            for (var each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (NoSuchFileException alreadyGone) {
            return;
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    List<Path> children() throws IOException {
        try (var list = Files.list(path)) {
            return list.sorted().toList();
        }
    }
}
