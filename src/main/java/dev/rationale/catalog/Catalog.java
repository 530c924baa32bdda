package dev.rationale.catalog;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The decision services that are offered, read once at start. A folder that fails its checks is not offered
/// and says why; the others stay up.
@ApplicationScoped
public class Catalog {
    private static final Logger LOG = Logger.getLogger(Catalog.class);

    private final List<FolderLoader.Loaded> folders;

    public Catalog(CatalogSettings settings, @All List<FolderCheck> checks) {
        this.folders = load(settings.directory(), new FolderLoader(checks));
        for (var folder : folders) {
            folder.findings().forEach(finding -> LOG.errorf("service not offered: %s", finding));
            folder.service()
                    .ifPresent(service -> LOG.infof(
                            "service offered: %s %s, model %s",
                            service.id(), service.version().hash().substring(0, 12), service.model()));
        }
    }

    /// Loads every folder below a directory, in the order of their names. Names that begin with `_` or `.` are off.
    public static List<FolderLoader.Loaded> load(Path directory, FolderLoader loader) {
        try (var entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory)
                    .filter(path -> !String.valueOf(path.getFileName()).matches("[_.].*"))
                    .sorted()
                    .map(loader::load)
                    .toList();
        } catch (IOException unreadable) {
            LOG.errorf("no service folders: %s cannot be read", directory.toAbsolutePath());
            return List.of();
        }
    }

    /// The services that are offered.
    public List<DecisionService> services() {
        return folders.stream().flatMap(folder -> folder.service().stream()).toList();
    }

    /// The service with this id, if it is offered.
    public Optional<DecisionService> find(String id) {
        return services().stream().filter(service -> service.id().equals(id)).findFirst();
    }

    /// How many folders are not offered because of what was found in them.
    public int refusedFolders() {
        return (int)
                folders.stream().filter(folder -> folder.service().isEmpty()).count();
    }
}
