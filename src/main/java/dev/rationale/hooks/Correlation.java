package dev.rationale.hooks;

import dev.rationale.cdshooks.CdsRequestReader;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/// Gives every call an id that is in its answer, in the log and in the journal. A client's own id is taken when it
/// is a UUID, so that nothing else can be smuggled into a log.
@Provider
@PreMatching
public class Correlation implements ContainerRequestFilter, ContainerResponseFilter {
    /// The answer's header.
    public static final String HEADER = "X-Correlation-Id";

    private final CurrentVertxRequest connections;

    public Correlation(CurrentVertxRequest connections) {
        this.connections = connections;
    }

    /// The call's id.
    public static String id(ContainerRequestContext request) {
        var id = request.getProperty(HEADER);
        return id == null ? UUID.randomUUID().toString() : id.toString();
    }

    private static String of(@Nullable String given) {
        return given != null && given.matches(CdsRequestReader.UUID_FORM)
                ? given
                : UUID.randomUUID().toString();
    }

    /// Gives a call its id before it reaches any endpoint, and keeps it for the records of this thread.
    static String begin(RoutingContext call) {
        String id = call.get(HEADER);
        if (id == null) {
            id = of(call.request().getHeader(HEADER));
            call.put(HEADER, id);
        }
        var _ = MDC.put("correlationId", id);
        return id;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(HEADER, begin(connections.getCurrent()));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, id(request));
    }
}
