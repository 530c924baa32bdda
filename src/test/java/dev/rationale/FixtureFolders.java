package dev.rationale;

import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.Finding;
import dev.rationale.catalog.FolderLoader;
import dev.rationale.catalog.FolderVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The folders of the integration tests, and the same folders with one thing in them changed.
public final class FixtureFolders {
    private static final Path ROOT = Path.of("integration-tests/src/test/resources/services");

    private FixtureFolders() {}

    /// A folder as it is.
    public static DecisionService service(String name) {
        var loaded = Folders.loader().load(ROOT.resolve(name));
        return loaded.service().orElseThrow(() -> new AssertionError(loaded.findings()));
    }

    /// What is found when a text of a file is replaced by another.
    public static List<Finding> findings(String name, String file, String text, String by) {
        return changed(name, file, text, by).findings();
    }

    /// A folder with a text of a file replaced by another.
    public static DecisionService service(String name, String file, String text, String by) {
        var loaded = changed(name, file, text, by);
        return loaded.service().orElseThrow(() -> new AssertionError(loaded.findings()));
    }

    private static FolderLoader.Loaded changed(String name, String file, String text, String by) {
        var files = files(name);
        if (!files.getOrDefault(file, "").contains(text)) {
            throw new AssertionError(file + " does not contain " + text);
        }
        files.put(file, files.get(file).replace(text, by));
        return Folders.loader().load(name, new FolderVersion("0".repeat(64), files));
    }

    /// The text of a file.
    public static String text(String name, String file) {
        return files(name).get(file);
    }

    private static Map<String, String> files(String name) {
        var files = new TreeMap<String, String>();
        try (var paths = Files.walk(ROOT.resolve(name))) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                files.put(ROOT.resolve(name).relativize(path).toString(), Files.readString(path));
            }
            return files;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
