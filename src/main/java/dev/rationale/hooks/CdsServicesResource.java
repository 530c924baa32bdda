package dev.rationale.hooks;

import dev.rationale.catalog.Catalog;
import dev.rationale.cdshooks.CdsRequestReader;
import dev.rationale.cdshooks.CdsResponse;
import dev.rationale.cdshooks.CdsServices;
import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
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
import java.time.Clock;
import java.util.List;

/// Discovery and the hook call ([CDS Hooks 2.0.1](https://cds-hooks.hl7.org/2.0.1/)).
@Path("/cds-services")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@FromCdsClients
public class CdsServicesResource {
    private final Catalog catalog;
    private final Calls calls;
    private final Answering answering;
    private final ScoringQueue queue;
    private final CdsRequestReader reader = new CdsRequestReader();
    private final Preferences preferences;
    private final Clock clock;

    public CdsServicesResource(
            Catalog catalog,
            Calls calls,
            Answering answering,
            ScoringQueue queue,
            Preferences preferences,
            Clock clock) {
        this.catalog = catalog;
        this.preferences = preferences;
        this.calls = calls;
        this.answering = answering;
        this.queue = queue;
        this.clock = clock;
    }

    /// Every service that the caller may call, on each of its hooks.
    @GET
    @Blocking
    public CdsServices discovery(@HeaderParam("Prefer") List<String> prefer, @Context ContainerRequestContext request) {
        var client = preferences.answered(Callers.of(request), prefer).client();
        return new Discovery(client).of(catalog.services());
    }

    /// One hook call.
    @POST
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public CdsResponse call(
            @PathParam("id") String id,
            @HeaderParam("Prefer") List<String> prefer,
            byte[] body,
            @Context ContainerRequestContext request,
            @Context RoutingContext connection) {
        var receivedAt = clock.instant();
        var caller = preferences.answered(Callers.of(request), prefer);
        var handling = preferences.handling(caller, prefer);
        var service = catalog.find(id).orElseThrow(() -> HookRefusal.of(HookError.UNKNOWN_SERVICE));
        var reading = calls.noted(id, reader.read(body, service.hooks(), handling), caller, handling);
        var call = calls.call(id, reading, caller, Correlation.id(request), receivedAt, connection);
        return queue.inTurn(caller.name(), () -> answering.answer(call));
    }
}
