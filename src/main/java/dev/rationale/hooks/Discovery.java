package dev.rationale.hooks;

import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.CdsServices;
import dev.rationale.cdshooks.CdsServices.CdsService;
import dev.rationale.cdshooks.Hook;
import dev.rationale.client.QuirkProfile;
import java.util.List;
import java.util.stream.Stream;

/// The discovery document for one kind of EHR: every service on each of its hooks that the EHR fires, with the members
/// that the EHR knows.
final class Discovery {
    /// Of CDS Hooks, as it is spoken here.
    private static final String VERSION = "2.0.1";

    private final QuirkProfile profile;

    Discovery(QuirkProfile profile) {
        this.profile = profile;
    }

    CdsServices of(List<DecisionService> services) {
        return new CdsServices(services.stream().flatMap(this::entries).toList());
    }

    private Stream<CdsService> entries(DecisionService service) {
        return service.hooks().stream().filter(profile::fires).map(hook -> entry(service, hook));
    }

    private CdsService entry(DecisionService service, String hook) {
        var newMembers = profile.discoveryVersion();
        return new CdsService(
                hook,
                service.id(),
                service.title(),
                service.description(),
                service.prefetch(),
                service.usageRequirements(),
                newMembers ? VERSION : null,
                newMembers ? Hook.named(hook).map(Hook::version).orElse(null) : null);
    }
}
