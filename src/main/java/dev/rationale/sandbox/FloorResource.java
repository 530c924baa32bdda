package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/// The least that any answer to a hook costs: the body is read as a tree, and a card that is always the same goes
/// back. What a call costs is measured beside it (docs/performance). Answers 404 unless the dev switch is on.
@Path("/sandbox/floor")
@PermitAll
@Blocking
public class FloorResource {
    private final Sandbox sandbox;
    private final ObjectMapper json;
    private final JsonNode card;

    FloorResource(Sandbox sandbox, ObjectMapper json) {
        this.sandbox = sandbox;
        this.json = json;
        var answer = json.createObjectNode();
        answer.putArray("cards")
                .addObject()
                .put("summary", "This card is always the same.")
                .put("indicator", "info")
                .putObject("source")
                .put("label", "Floor");
        this.card = answer;
    }

    /// Reads a call and answers the same card, whatever it was.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response floor(byte[] body) throws IOException {
        if (sandbox.ehr().isEmpty()) {
            return Response.status(Response.Status.NOT_FOUND).build();
        }
        var read = json.readTree(body);
        return read.isObject()
                ? Response.ok(card).build()
                : Response.status(Response.Status.BAD_REQUEST).build();
    }
}
