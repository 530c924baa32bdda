package dev.rationale.hooks;

import dev.rationale.catalog.Catalog;
import dev.rationale.cdshooks.FeedbackReader;
import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.cdshooks.OperationOutcome;
import dev.rationale.client.Caller;
import dev.rationale.feedback.FeedbackKeeper;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;

/// What clinicians answered ([CDS Hooks 2.0.1, Feedback](https://cds-hooks.hl7.org/2.0.1/#feedback)).
@Path("/cds-services/{id}/feedback")
@Produces(MediaType.APPLICATION_JSON)
public class FeedbackResource {
    private final Catalog catalog;
    private final Bodies bodies;
    private final FeedbackReader reader = new FeedbackReader();
    private final FeedbackKeeper keeper;

    private final Preferences preferences;

    public FeedbackResource(Catalog catalog, Bodies bodies, FeedbackKeeper keeper, Preferences preferences) {
        this.catalog = catalog;
        this.bodies = bodies;
        this.keeper = keeper;
        this.preferences = preferences;
    }

    /// Keeps every item that can be read; the answer names those that cannot, by their index.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Response feedback(@PathParam("id") String id, @HeaderParam("Prefer") List<String> prefer, InputStream body) {
        var caller = Caller.open();
        var service = catalog.find(id).orElseThrow(() -> HookRefusal.of(HookError.UNKNOWN_SERVICE));
        var reading = reader.read(bodies.read(body), preferences.handling(caller, prefer));
        keeper.keep(caller.name(), service.id(), reading.items());
        return reading.problems().isEmpty()
                ? Response.ok().build()
                : Response.status(reading.items().isEmpty() ? 400 : 200)
                        .entity(new OperationOutcome(reading.problems()))
                        .build();
    }
}
