package dev.rationale.sandbox;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The sandbox EHR's FHIR R4 endpoint. Answers 404 to everything unless the dev switch is on.
@Path(SandboxResource.PATH)
@Blocking
public class SandboxResource {
    static final String PATH = "/sandbox/fhir";
    static final String MEDIA_TYPE = "application/fhir+json;charset=UTF-8";
    private static final byte[] NOTHING = {};

    private final Sandbox sandbox;
    private final boolean dev;

    SandboxResource(Sandbox sandbox, @ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean dev) {
        this.sandbox = sandbox;
        this.dev = dev;
    }

    /// Reads and searches.
    @GET
    @Path("{path:.*}")
    public Response get(@Context HttpServerRequest request, @PathParam("path") String path) {
        return answer(request, path, NOTHING);
    }

    /// Creates, searches by POST, and takes batches and transactions.
    @POST
    @Path("{path:.*}")
    public Response post(@Context HttpServerRequest request, @PathParam("path") String path, byte[] body) {
        return answer(request, path, body);
    }

    /// Updates.
    @PUT
    @Path("{path:.*}")
    public Response put(@Context HttpServerRequest request, @PathParam("path") String path, byte[] body) {
        return answer(request, path, body);
    }

    /// Refused, with an OperationOutcome.
    @DELETE
    @Path("{path:.*}")
    public Response delete(@Context HttpServerRequest request, @PathParam("path") String path) {
        return answer(request, path, NOTHING);
    }

    /// Refused, with an OperationOutcome.
    @PATCH
    @Path("{path:.*}")
    public Response patch(@Context HttpServerRequest request, @PathParam("path") String path, byte[] body) {
        return answer(request, path, body);
    }

    private Response answer(HttpServerRequest request, String path, byte[] body) {
        if (!dev) {
            return Response.status(Response.Status.NOT_FOUND).build();
        }
        var trimmed = path.replaceAll("^/+|/+$", "");
        var answer = sandbox.endpoint()
                .answer(new FhirRequest(
                        request.method().name(),
                        RequestBase.of(request) + PATH,
                        trimmed,
                        request.query(),
                        request.getHeader("Content-Type"),
                        request.getHeader("If-None-Exist"),
                        request.getHeader("If-Match"),
                        new String(body, StandardCharsets.UTF_8)));
        var pretty = request.query() != null && request.query().contains("_pretty=true");
        var response = Response.status(answer.status()).type(MEDIA_TYPE).entity(FhirJson.write(answer.body(), pretty));
        answer.headers().forEach(response::header);
        return response.build();
    }
}
