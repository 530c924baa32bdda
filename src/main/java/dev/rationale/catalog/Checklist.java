package dev.rationale.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was found in one folder so far, each with the line it stands on.
final class Checklist {
    private final String folder;
    private final FolderVersion version;
    private final YamlLines lines;
    private final List<Finding> findings = new ArrayList<>();

    Checklist(String folder, FolderVersion version) {
        this.folder = folder;
        this.version = version;
        this.lines = new YamlLines(version.files().getOrDefault(FolderLoader.SERVICE_FILE, ""));
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /// Something that must hold at a place in `service.yaml`.
    void expect(boolean holds, String path, String what, String todo) {
        if (!holds) {
            add(FolderLoader.SERVICE_FILE, lines.of(path), what, todo);
        }
    }

    /// A file that is named is there.
    void file(String path, String file) {
        expect(
                version.files().containsKey(file),
                path,
                "There is no file `" + file + "`.",
                "Add it, or name one that is there.");
    }

    /// Names that must be defined.
    void known(String path, Set<String> used, Set<String> names, String what) {
        for (var name : used) {
            expect(
                    names.contains(name),
                    path,
                    "There is no " + what + " `" + name + "`.",
                    "Known: " + String.join(", ", names) + ".");
        }
    }

    void knownOrNull(String path, @Nullable String name, Set<String> names, String what) {
        if (name != null) {
            known(path, Set.of(name), names, what);
        }
    }

    void add(String file, int line, String what, String todo) {
        findings.add(new Finding(folder, file, line, what, todo));
    }
}
