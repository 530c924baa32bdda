package dev.rationale;

import dev.rationale.card.TemplateCheck;
import dev.rationale.card.Templates;
import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.FolderCheck;
import dev.rationale.catalog.FolderLoader;
import dev.rationale.decision.ReasonCheck;
import dev.rationale.model.GoldenVectors;
import dev.rationale.model.ModelRuntimes;
import java.nio.file.Path;
import java.util.List;

/// The shipped folders, loaded with every check, for tests.
public final class Folders {
    private Folders() {}

    public static FolderLoader loader() {
        List<FolderCheck> checks =
                List.of(new GoldenVectors(new ModelRuntimes()), new ReasonCheck(), new TemplateCheck(new Templates()));
        return new FolderLoader(checks);
    }

    public static DecisionService kfre() {
        var loaded = loader().load(Path.of("cds-services/kfre-ckd"));
        return loaded.service().orElseThrow(() -> new AssertionError(loaded.findings()));
    }
}
