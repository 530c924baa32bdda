package dev.rationale.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong in one folder, each finding with its file and line.
final class FolderFindings {
    private final DecisionService service;
    private final String folder;
    private final YamlLines lines;
    private final List<Finding> all = new ArrayList<>();

    FolderFindings(String folder, DecisionService service) {
        this.folder = folder;
        this.service = service;
        this.lines = new YamlLines(service.version().files().getOrDefault(FolderLoader.SERVICE_FILE, ""));
    }

    List<Finding> all() {
        return all;
    }

    /// A file that is named is there.
    void file(String path, String file) {
        expect(
                service.version().files().containsKey(file),
                path,
                "There is no file `" + file + "`.",
                "Add it, or name one that is there.");
    }

    /// A name that may be used is defined.
    void knownOrNull(String path, @Nullable String name, Set<String> names, String what) {
        if (name != null) {
            known(path, Set.of(name), names, what);
        }
    }

    /// Every name that is used is defined.
    void known(String path, Set<String> used, Set<String> names, String what) {
        for (var name : used) {
            expect(
                    names.contains(name),
                    path,
                    "There is no " + what + " `" + name + "`.",
                    "Known: " + String.join(", ", names) + ".");
        }
    }

    /// What must hold at a place of `service.yaml`.
    void expect(boolean holds, String path, String what, String todo) {
        if (!holds) {
            add(FolderLoader.SERVICE_FILE, lines.of(path), what, todo);
        }
    }

    void add(String file, int line, String what, String todo) {
        all.add(new Finding(folder, file, line, what, todo));
    }
}
