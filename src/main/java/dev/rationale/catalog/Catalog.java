package dev.rationale.catalog;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The decision services that are offered. A folder that fails its checks is not offered and says why; the others stay
/// up. In production folders are read once, at start. In dev a folder that was edited is read again at once: broken, it
/// is withdrawn, and mended it is back.
@ApplicationScoped
public class Catalog {
    private static final Logger LOG = Logger.getLogger(Catalog.class);

    /// Shorter than anybody needs to save a file and ask again, and long enough to cost nothing under load.
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(100);

    private final Path directory;
    private final FolderLoader loader;
    private final boolean dev;
    private final Clock clock;
    private volatile Map<Path, Read> folders;
    private Instant lookedAt;

    /// A folder as it was read, and how it looked then.
    private record Read(FolderStamp stamp, FolderLoader.Loaded loaded) {}

    @Inject
    public Catalog(
            CatalogSettings settings,
            @All List<FolderCheck> checks,
            @ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean dev,
            Clock clock) {
        this.directory = settings.directory();
        this.loader = new FolderLoader(checks);
        this.dev = dev;
        this.clock = clock;
        this.lookedAt = clock.instant();
        this.folders = read(Map.of());
    }

    /// A catalog that is read once.
    public Catalog(CatalogSettings settings, List<FolderCheck> checks) {
        this(settings, checks, false, Clock.systemUTC());
    }

    /// The folders below a directory, in the order of their names. Names that begin with `_` or `.` are off.
    ///
    /// @throws IOException when the directory cannot be read
    public static List<Path> foldersIn(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory)
                    .filter(path -> !String.valueOf(path.getFileName()).matches("[_.].*"))
                    .sorted()
                    .toList();
        }
    }

    private List<FolderLoader.Loaded> current() {
        if (dev) {
            refresh();
        }
        return folders.values().stream().map(Read::loaded).toList();
    }

    private synchronized void refresh() {
        var now = clock.instant();
        if (!now.isBefore(lookedAt.plus(LOOK_AGAIN_AFTER))) {
            lookedAt = now;
            folders = read(folders);
        }
    }

    /// Reads what is new or looks otherwise than before, and keeps the rest. The stamp is taken first: an edit while
    /// the
    /// folder is being read shows at the next call.
    private Map<Path, Read> read(Map<Path, Read> before) {
        var now = new LinkedHashMap<Path, Read>();
        try {
            for (var folder : foldersIn(directory)) {
                @Nullable Read known = before.get(folder);
                var stamp = FolderStamp.of(folder);
                now.put(folder, known != null && known.stamp().equals(stamp) ? known : read(folder, stamp));
            }
        } catch (IOException unreadable) {
            LOG.errorf("no service folders: %s cannot be read", directory.toAbsolutePath());
        }
        before.forEach((folder, read) -> {
            if (!now.containsKey(folder)) {
                LOG.infof(
                        "service withdrawn: there is no folder %s any more",
                        read.loaded().folder());
            }
        });
        return now;
    }

    private Read read(Path folder, FolderStamp stamp) {
        var loaded = loader.load(folder);
        loaded.findings().forEach(finding -> LOG.errorf("service not offered: %s", finding));
        loaded.service()
                .ifPresent(service -> LOG.infof(
                        "service offered: %s %s, model %s",
                        service.id(), service.version().hash().substring(0, 12), service.model()));
        return new Read(stamp, loaded);
    }

    /// The services that are offered.
    public List<DecisionService> services() {
        return current().stream().flatMap(folder -> folder.service().stream()).toList();
    }

    /// The service with this id, if it is offered.
    public Optional<DecisionService> find(String id) {
        return services().stream().filter(service -> service.id().equals(id)).findFirst();
    }

    /// How many folders are not offered because of what was found in them.
    public int refusedFolders() {
        return (int)
                current().stream().filter(folder -> folder.service().isEmpty()).count();
    }
}
