package dev.rationale.sandbox;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
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
import org.jspecify.annotations.Nullable;

/// The sandbox EHR's FHIR R4 endpoint. Answers 404 to everything unless the dev switch is on.
@Path(SandboxResource.PATH)
@PermitAll
@Blocking
public class SandboxResource {
    static final String PATH = "/sandbox/fhir";
    static final String MEDIA_TYPE = "application/fhir+json;charset=UTF-8";
    private static final byte[] NOTHING = {};

    private final Sandbox sandbox;

    SandboxResource(Sandbox sandbox) {
        this.sandbox = sandbox;
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
        return sandbox.ehr()
                .map(ehr -> ehr.endpoint().answer(call(request, path, body)))
                .map(answer -> written(answer, request.query()))
                .orElseGet(() -> Response.status(Response.Status.NOT_FOUND).build());
    }

    private static FhirRequest call(HttpServerRequest request, String path, byte[] body) {
        return new FhirRequest(
                request.method().name(),
                RequestBase.of(request) + PATH,
                path.replaceAll("^/+|/+$", ""),
                request.query(),
                request.getHeader("Content-Type"),
                request.getHeader("If-None-Exist"),
                request.getHeader("If-Match"),
                new String(body, StandardCharsets.UTF_8));
    }

    private static Response written(FhirAnswer answer, @Nullable String query) {
        var pretty = query != null && query.contains("_pretty=true");
        var response = Response.status(answer.status()).type(MEDIA_TYPE).entity(FhirJson.write(answer.body(), pretty));
        answer.headers().forEach(response::header);
        return response.build();
    }
}
