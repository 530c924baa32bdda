package dev.rationale.hooks;

import dev.rationale.catalog.Catalog;
import dev.rationale.cdshooks.FeedbackReader;
import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.cdshooks.OperationOutcome;
import dev.rationale.feedback.FeedbackKeeper;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// What clinicians answered ([CDS Hooks 2.0.1, Feedback](https://cds-hooks.hl7.org/2.0.1/#feedback)).
@Path("/cds-services/{id}/feedback")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@FromCdsClients
public class FeedbackResource {
    private final Catalog catalog;
    private final FeedbackReader reader = new FeedbackReader();
    private final FeedbackKeeper keeper;
    private final Preferences preferences;

    public FeedbackResource(Catalog catalog, FeedbackKeeper keeper, Preferences preferences) {
        this.catalog = catalog;
        this.preferences = preferences;
        this.keeper = keeper;
    }

    /// Keeps every item that can be read; the answer names those that cannot, by their index.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Response feedback(
            @PathParam("id") String id,
            @HeaderParam("Prefer") List<String> prefer,
            byte[] body,
            @Context ContainerRequestContext request,
            @Context HttpServerRequest connection) {
        var caller = Callers.of(request);
        var service = catalog.find(id).orElseThrow(() -> HookRefusal.of(HookError.UNKNOWN_SERVICE));
        var reading = reader.read(body, preferences.handling(caller, prefer));
        var address = Connections.address(connection);
        keeper.keep(caller, service.id(), reading.items(), address, Correlation.id(request));
        return reading.problems().isEmpty()
                ? Response.ok().build()
                : Response.status(reading.items().isEmpty() ? 400 : 200)
                        .entity(new OperationOutcome(reading.problems()))
                        .build();
    }
}
