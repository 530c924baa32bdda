package dev.rationale.sandbox;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/// The sandbox's page. Answers 404 unless the dev switch is on.
@Path("/")
@PermitAll
@Blocking
public class StartPageResource {
    private final Sandbox sandbox;

    StartPageResource(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /// The list of patients, as HTML.
    @GET
    public Response page(@Context HttpServerRequest request) {
        return sandbox.ehr()
                .map(ehr -> Response.ok(ehr.page().render(RequestBase.of(request)), "text/html;charset=UTF-8")
                        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"))
                .orElseGet(() -> Response.status(Response.Status.NOT_FOUND))
                .build();
    }
}
