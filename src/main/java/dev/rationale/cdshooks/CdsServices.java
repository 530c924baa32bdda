package dev.rationale.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The discovery document ([CDS Hooks 2.0.1, Discovery](https://cds-hooks.hl7.org/2.0.1/#discovery)).
public record CdsServices(List<CdsService> services) {
    /// One service on one hook; a service on several hooks is listed once for each.
    ///
    /// @param version of CDS Hooks: a member of 3.0, only for clients that are known to have it
    /// @param hookVersion of the hook's definition, likewise
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record CdsService(
            String hook,
            String id,
            String title,
            String description,
            Map<String, String> prefetch,
            @Nullable String usageRequirements,
            @Nullable String version,
            @Nullable String hookVersion) {}
}
