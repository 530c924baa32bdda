package dev.rationale.hooks;

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

    private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    /// The call's id.
    static String id(ContainerRequestContext request) {
        var id = request.getProperty(HEADER);
        return id == null ? UUID.randomUUID().toString() : id.toString();
    }

    /// The id of a call that brought this one, or none.
    static String of(@Nullable String given) {
        return given != null && given.matches(UUID_FORM)
                ? given
                : UUID.randomUUID().toString();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var id = of(request.getHeaderString(HEADER));
        request.setProperty(HEADER, id);
        var previous = MDC.put("correlationId", id);
        assert previous == null || !previous.equals(id);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, id(request));
    }
}
