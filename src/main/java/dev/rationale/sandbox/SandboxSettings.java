package dev.rationale.sandbox;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Settings of the sandbox EHR; without effect unless `rationale.dev` is true.
@ConfigMapping(prefix = "rationale.sandbox")
public interface SandboxSettings {
    /// A directory of FHIR R4 Bundles (`*.json`) that are loaded at start, beside the sandbox's own patients.
    Optional<Path> patients();
}
