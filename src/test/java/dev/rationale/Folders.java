package dev.rationale;

import dev.rationale.card.TemplateCheck;
import dev.rationale.card.Templates;
import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.FolderCheck;
import dev.rationale.catalog.FolderLoader;
import dev.rationale.catalog.FolderVersion;
import dev.rationale.decision.ReasonCheck;
import dev.rationale.feature.DerivationCheck;
import dev.rationale.model.GoldenVectors;
import dev.rationale.model.ModelRuntimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The shipped folders, loaded with every check, for tests.
public final class Folders {
    private static final DecisionService KFRE = shipped();

    private Folders() {}

    /// Every check the running service makes.
    public static List<FolderCheck> checks() {
        return List.of(
                new DerivationCheck(),
                new GoldenVectors(new ModelRuntimes()),
                new ReasonCheck(),
                new TemplateCheck(new Templates()));
    }

    public static FolderLoader loader() {
        return new FolderLoader(checks());
    }

    /// The shipped service with one text of one file changed, as the loader takes it or not.
    public static FolderLoader.Loaded changed(String file, String from, String to) {
        var files = new TreeMap<>(KFRE.version().files());
        var text = files.get(file);
        if (text == null || !text.contains(from)) {
            throw new AssertionError("there is no `" + from + "` in " + file);
        }
        files.put(file, text.replace(from, to));
        return loaded(files);
    }

    /// The shipped service with its files changed.
    public static FolderLoader.Loaded loaded(Map<String, String> files) {
        return loader().load(KFRE.id(), new FolderVersion("0".repeat(64), files));
    }

    public static DecisionService kfre() {
        return KFRE;
    }

    private static DecisionService shipped() {
        var loaded = loader().load(Path.of("cds-services/kfre-ckd"));
        return loaded.service().orElseThrow(() -> new AssertionError(loaded.findings()));
    }
}
