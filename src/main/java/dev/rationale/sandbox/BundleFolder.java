package dev.rationale.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;

/// Loads every Bundle of a folder into the store, one file at a time. A bad file is named and left out as a whole.
record BundleFolder(Path folder) {
    private static final Logger LOG = Logger.getLogger(BundleFolder.class);

    void load(FhirStore store, SearchTable table) {
        var files = 0;
        var kept = 0;
        var leftOut = 0;
        for (var file : files()) {
            try {
                var loaded = new BundleFile(file, table).load(store);
                files++;
                kept += loaded.kept();
                leftOut += loaded.leftOut();
            } catch (IOException | FhirProblem e) {
                // The message of a parser quotes what it read; only the kind of failure is told.
                LOG.warnf(
                        "Skipped %s: it is no readable FHIR R4 Bundle of patients (%s).",
                        file.getFileName(), reason(e));
            }
        }
        LOG.infof("Loaded %d bundle files: %d resources, %d of no use here left out.", files, kept, leftOut);
    }

    private static String reason(Exception e) {
        return e instanceof FhirProblem problem ? problem.text() : e.getClass().getSimpleName();
    }

    private List<Path> files() {
        try (var found = Files.list(folder)) {
            return found.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.warn("The folder of rationale.sandbox.patients cannot be read; nothing was loaded from it.");
            return List.of();
        }
    }
}
