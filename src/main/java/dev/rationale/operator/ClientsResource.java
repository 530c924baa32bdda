package dev.rationale.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.cdshooks.OperationOutcome.Issue;
import dev.rationale.cdshooks.StrictJson;
import dev.rationale.client.Rights;
import dev.rationale.client.registration.Problem;
import dev.rationale.client.registration.Registration;
import dev.rationale.client.registration.Registrations;
import dev.rationale.client.registration.Registrations.Outcome;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The registered clients (`docs/clients.md`). What is changed here is in the audit log.
@Path("/admin/clients")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ClientsResource {
    private static final int LARGEST = 256 << 10;
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Registrations registrations;

    public ClientsResource(Registrations registrations) {
        this.registrations = registrations;
    }

    /// All of them, by their names, each with where it is registered.
    @GET
    @RolesAllowed(Rights.READ_CLIENTS)
    public ObjectNode list() {
        registrations.refresh();
        var answer = JsonNodeFactory.instance.objectNode();
        var clients = answer.putArray("clients");
        for (var one : registrations.all()) {
            var entry = clients.addObject();
            entry.put("name", one.client().name());
            entry.put("source", one.source().name().toLowerCase(Locale.ROOT));
            entry.set("registration", one.document());
        }
        return answer;
    }

    /// One registration, as it can be put again.
    @GET
    @RolesAllowed(Rights.READ_CLIENTS)
    @Path("/{name}")
    public JsonNode get(@PathParam("name") String name) {
        registrations.refresh();
        return registrations
                .find(name)
                .map(Registration::document)
                .orElseThrow(() -> HookRefusal.of(HookError.NOT_FOUND));
    }

    /// Registers a client, or changes it.
    @PUT
    @RolesAllowed(Rights.CHANGE_CLIENTS)
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("name") String name, InputStream body) throws IOException {
        var bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw HookRefusal.of(HookError.TOO_LARGE);
        }
        var document = StrictJson.object(bytes);
        return done(registrations.put(name, document))
                ? Response.status(201).entity(document).build()
                : Response.ok(document).build();
    }

    /// Removes a client.
    @DELETE
    @RolesAllowed(Rights.CHANGE_CLIENTS)
    @Path("/{name}")
    public Response delete(@PathParam("name") String name) {
        var created = done(registrations.delete(name));
        assert !created;
        return Response.noContent().build();
    }

    private static boolean done(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(boolean created) -> created;
            case Outcome.NotThere() -> throw HookRefusal.of(HookError.NOT_FOUND);
            case Outcome.Refused(List<Problem> problems) -> throw refusal(HookError.INVALID, problems);
            case Outcome.Conflict(Problem problem) -> throw refusal(HookError.CONFLICT, List.of(problem));
            case Outcome.DatabaseAway() -> throw HookRefusal.later(HookError.UNAVAILABLE, A_MOMENT);
        };
    }

    private static HookRefusal refusal(HookError error, List<Problem> problems) {
        return new HookRefusal(
                error,
                problems.stream()
                        .map(problem -> Issue.error(error.issue(), problem.field(), problem.text()))
                        .toList());
    }
}
