package dev.rationale.hooks;

import dev.rationale.catalog.Catalog;
import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.CdsRequestReader;
import dev.rationale.cdshooks.CdsResponse;
import dev.rationale.cdshooks.CdsServices;
import dev.rationale.cdshooks.CdsServices.CdsService;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.stream.Stream;

/// Discovery and the hook call ([CDS Hooks 2.0.1](https://cds-hooks.hl7.org/2.0.1/)).
@Path("/cds-services")
@Produces(MediaType.APPLICATION_JSON)
@FromCdsClients
public class CdsServicesResource {
    private final Catalog catalog;
    private final Calls calls;
    private final Answering answering;
    private final ScoringQueue queue;
    private final CdsRequestReader reader = new CdsRequestReader();
    private final Clock clock;

    public CdsServicesResource(Catalog catalog, Calls calls, Answering answering, ScoringQueue queue, Clock clock) {
        this.catalog = catalog;
        this.calls = calls;
        this.answering = answering;
        this.queue = queue;
        this.clock = clock;
    }

    /// Every service that the caller may call, on each of its hooks.
    @GET
    @Blocking
    public CdsServices discovery(@Context ContainerRequestContext request) {
        var client = Callers.of(request).client();
        return new CdsServices(catalog.services().stream()
                .filter(service -> client.mayCall(service.id()))
                .flatMap(CdsServicesResource::entries)
                .toList());
    }

    private static Stream<CdsService> entries(DecisionService service) {
        return service.hooks().stream()
                .map(hook -> new CdsService(
                        hook,
                        service.id(),
                        service.title(),
                        service.description(),
                        service.prefetch(),
                        service.usageRequirements()));
    }

    /// One hook call.
    @POST
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public CdsResponse call(
            @PathParam("id") String id,
            byte[] body,
            @Context ContainerRequestContext request,
            @Context RoutingContext connection) {
        var receivedAt = clock.instant();
        var caller = Callers.of(request);
        var call = calls.call(id, reader.read(body), caller, Correlation.id(request), receivedAt, connection);
        return queue.inTurn(caller.name(), () -> answering.answer(call));
    }
}
