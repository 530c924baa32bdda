package dev.rationale.command;

import dev.rationale.card.TemplateCheck;
import dev.rationale.card.Templates;
import dev.rationale.catalog.FolderLoader;
import dev.rationale.decision.ReasonCheck;
import dev.rationale.feature.DerivationCheck;
import dev.rationale.model.GoldenVectors;
import dev.rationale.model.ModelRuntimes;
import java.nio.file.Path;
import java.util.List;

/// Loads service folders with the same checks as the running service.
final class Folders {
    private Folders() {}

    static FolderLoader.Loaded load(Path folder) {
        return loader().load(folder);
    }

    static FolderLoader loader() {
        return new FolderLoader(List.of(
                new DerivationCheck(),
                new GoldenVectors(new ModelRuntimes()),
                new ReasonCheck(),
                new TemplateCheck(new Templates())));
    }
}
