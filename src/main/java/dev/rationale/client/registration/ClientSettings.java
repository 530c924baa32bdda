package dev.rationale.client.registration;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Where clients are registered, beside the database.
@ConfigMapping(prefix = "rationale.client")
public interface ClientSettings {
    /// A YAML file of registrations by their names; `{}` in it says that all are in the database.
    Optional<Path> file();
}
