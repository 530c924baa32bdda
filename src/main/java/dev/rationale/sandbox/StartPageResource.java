package dev.rationale.sandbox;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The sandbox's page. Answers 404 unless the dev switch is on.
@Path("/")
@Blocking
public class StartPageResource {
    private final Sandbox sandbox;
    private final boolean dev;

    StartPageResource(Sandbox sandbox, @ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean dev) {
        this.sandbox = sandbox;
        this.dev = dev;
    }

    /// The list of patients, as HTML.
    @GET
    public Response page(@Context HttpServerRequest request) {
        if (!dev) {
            return Response.status(Response.Status.NOT_FOUND).build();
        }
        return Response.ok(sandbox.page().render(RequestBase.of(request)), "text/html;charset=UTF-8")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .build();
    }
}
