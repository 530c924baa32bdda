package dev.rationale.hooks;

import dev.rationale.catalog.Catalog;
import dev.rationale.cdshooks.CdsRequestReader;
import dev.rationale.cdshooks.CdsResponse;
import dev.rationale.cdshooks.CdsServices;
import dev.rationale.cdshooks.Handling;
import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.cdshooks.Warning;
import dev.rationale.client.Caller;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Discovery and the hook call ([CDS Hooks 2.0.1](https://cds-hooks.hl7.org/2.0.1/)).
@Path("/cds-services")
@Produces(MediaType.APPLICATION_JSON)
public class CdsServicesResource {
    private final Catalog catalog;
    private final Answering answering;
    private final Bodies bodies;
    private final CdsRequestReader reader = new CdsRequestReader();
    private final Preferences preferences;
    private final HookInstances instances;
    private final Clock clock;

    public CdsServicesResource(
            Catalog catalog,
            Answering answering,
            Bodies bodies,
            Preferences preferences,
            HookInstances instances,
            Clock clock) {
        this.catalog = catalog;
        this.answering = answering;
        this.bodies = bodies;
        this.preferences = preferences;
        this.instances = instances;
        this.clock = clock;
    }

    /// Every service on each of its hooks.
    @GET
    public CdsServices discovery(@HeaderParam("Prefer") List<String> prefer) {
        var caller = preferences.answered(Caller.open(), prefer);
        return new Discovery(caller.client().profile()).of(catalog.services());
    }

    /// One hook call.
    @POST
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public CdsResponse call(
            @PathParam("id") String id,
            @HeaderParam("Prefer") List<String> prefer,
            InputStream body,
            @Context ContainerRequestContext request) {
        var receivedAt = clock.instant();
        var caller = preferences.answered(Caller.open(), prefer);
        var service = catalog.find(id).orElseThrow(() -> HookRefusal.of(HookError.UNKNOWN_SERVICE));
        var handling = preferences.handling(caller, prefer);
        var reading = reader.read(bodies.read(body), service.hooks(), handling);
        return answering.answer(new HookCall(
                UUID.randomUUID(),
                id,
                reading.request(),
                warnings(reading, id, caller, handling),
                caller,
                Correlation.id(request),
                receivedAt,
                new Stages(System::nanoTime)));
    }

    /// @throws HookRefusal 400 when a client that is read strictly used a hookInstance before
    private Set<Warning> warnings(CdsRequestReader.Reading reading, String id, Caller caller, Handling handling) {
        if (!instances.reused(caller.name(), id, reading.request().hookInstance())) {
            return reading.warnings();
        }
        if (handling == Handling.STRICT) {
            throw HookRefusal.invalid("hookInstance", Warning.HOOK_INSTANCE_REUSED.text());
        }
        var warnings = EnumSet.of(Warning.HOOK_INSTANCE_REUSED);
        warnings.addAll(reading.warnings());
        return warnings;
    }
}
