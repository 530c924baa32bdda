package dev.rationale.hooks;

import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.CdsServices;
import dev.rationale.cdshooks.CdsServices.CdsService;
import dev.rationale.cdshooks.Hook;
import dev.rationale.client.QuirkProfile;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /// What the folder says, and which of its keys a client has to bring or give access to.
    private static @Nullable String usage(DecisionService service) {
        if (service.required().isEmpty()) {
            return service.usageRequirements();
        }
        var said = service.usageRequirements() == null
                ? ""
                : service.usageRequirements().strip() + " ";
        return said + "Required prefetch keys: "
                + service.required().stream().sorted().collect(Collectors.joining(", ")) + ".";
    }

    private CdsService entry(DecisionService service, String hook) {
        var newMembers = profile.discoveryVersion();
        return new CdsService(
                hook,
                service.id(),
                service.title(),
                service.description(),
                service.prefetch(),
                usage(service),
                newMembers ? VERSION : null,
                newMembers ? Hook.named(hook).map(Hook::version).orElse(null) : null);
    }
}
