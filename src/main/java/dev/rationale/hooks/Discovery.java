package dev.rationale.hooks;

import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.CdsServices;
import dev.rationale.cdshooks.CdsServices.CdsService;
import dev.rationale.cdshooks.Hook;
import dev.rationale.client.CdsClient;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The discovery document for one client: every service that it may call, on each of the service's hooks that its kind
/// of EHR fires, with the members that this kind knows.
public final class Discovery {
    /// Of CDS Hooks, as it is spoken here.
    private static final String VERSION = "2.0.1";

    private final CdsClient client;

    public Discovery(CdsClient client) {
        this.client = client;
    }

    /// The document.
    ///
    /// @param services every one there is
    public CdsServices of(List<DecisionService> services) {
        return new CdsServices(services.stream().flatMap(this::entries).toList());
    }

    /// Those of the services that stand in the document.
    public List<DecisionService> listed(List<DecisionService> services) {
        return services.stream().filter(service -> !hooks(service).isEmpty()).toList();
    }

    /// The hooks on which the document has a service; none where the client may not call it or fires none of them.
    public List<String> hooks(DecisionService service) {
        return client.mayCall(service.id())
                ? service.hooks().stream().filter(client.profile()::fires).toList()
                : List.of();
    }

    private Stream<CdsService> entries(DecisionService service) {
        return hooks(service).stream().map(hook -> entry(service, hook));
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
        var newMembers = client.profile().discoveryVersion();
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
