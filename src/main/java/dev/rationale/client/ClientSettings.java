package dev.rationale.client;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/// Which FHIR servers may be asked.
@ConfigMapping(prefix = "rationale.client")
public interface ClientSettings {
    /// Base URLs of FHIR servers, exactly as clients send them.
    Optional<List<String>> fhirBases();
}
