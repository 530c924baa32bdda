package dev.rationale.catalog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/// Where the service folders are.
@ConfigMapping(prefix = "rationale.catalog")
public interface CatalogSettings {
    /// The directory that holds one folder per decision service.
    @WithDefault("cds-services")
    Path directory();
}
