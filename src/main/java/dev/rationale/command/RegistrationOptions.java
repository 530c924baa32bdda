package dev.rationale.command;

import dev.rationale.catalog.Catalog;
import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.FolderLoader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Where a word finds clients and services.
final class RegistrationOptions {
    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The registrations' YAML file (default: the setting rationale.client.file).")
    private @Nullable Path file;

    @Option(
            names = "--url",
            paramLabel = "BASE",
            description = "Ask the service that runs there instead, by its /admin/clients.")
    private @Nullable String url;

    @Option(
            names = "--folders",
            paramLabel = "DIR",
            description = "Where the service folders are (default: cds-services).")
    private Path folders = Path.of(System.getProperty("rationale.catalog.directory", "cds-services"));

    /// The base of the running service, with a slash at its end.
    Optional<URI> url(CommandSpec spec) {
        return Optional.ofNullable(url).map(given -> {
            try {
                var base = URI.create(given.endsWith("/") ? given : given + "/");
                if (base.getHost() != null && given.matches("https?://.*")) {
                    return base;
                }
            } catch (IllegalArgumentException _) {
                // said below
            }
            throw new ParameterException(
                    spec.commandLine(), "--url wants an address such as https://cds.example.org, not '" + given + "'");
        });
    }

    RegisteredClients clients(CommandSpec spec, WordSettings settings, @Nullable String token) {
        var running = url(spec);
        if (running.isPresent()) {
            if (file != null) {
                throw new ParameterException(spec.commandLine(), "Give --file or --url, not both.");
            }
            return RegisteredClients.at(running.get(), token);
        }
        var path = Optional.ofNullable(file).or(settings::clientFile);
        if (path.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say where clients are registered: --file FILE, the setting rationale.client.file, or --url BASE.");
        }
        if (!Files.isReadable(path.get())) {
            throw new ParameterException(spec.commandLine(), "The file " + path.get() + " cannot be read.");
        }
        return RegisteredClients.of(path.get(), settings.dev());
    }

    /// What a name that is not registered is answered with.
    static ParameterException unknown(CommandSpec spec, String name, RegisteredClients clients) {
        return new ParameterException(
                spec.commandLine(), "There is no client `" + name + "`. Known: " + clients.names() + ".");
    }

    /// The services that a node with these folders offers.
    List<DecisionService> services(Terminal terminal) {
        if (!Files.isDirectory(folders)) {
            throw new WordFailure("There is no directory of service folders " + folders + "; name it with --folders.");
        }
        var loaded = loaded();
        loaded.forEach(
                folder -> folder.findings().forEach(finding -> terminal.err().println("not offered: " + finding)));
        return loaded.stream().flatMap(folder -> folder.service().stream()).toList();
    }

    private List<FolderLoader.Loaded> loaded() {
        try {
            return Catalog.foldersIn(folders).stream().map(Folders::load).toList();
        } catch (IOException unreadable) {
            throw new WordFailure("The directory of service folders " + folders + " cannot be read.");
        }
    }
}
