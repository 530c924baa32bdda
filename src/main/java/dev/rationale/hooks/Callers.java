package dev.rationale.hooks;

import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.client.Caller;
import dev.rationale.client.Endpoint;
import dev.rationale.client.PublicUrl;
import dev.rationale.client.token.Authentication;
import dev.rationale.client.token.Authentication.Finding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/// Knows who calls before anything else is done: 401 for nobody we know, 403 for a service that is not theirs, 429
/// for too many calls. A refusal says no more than that.
public class Callers {
    private static final String CALLER = Callers.class.getName();
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Authentication authentication;
    private final PublicUrl publicUrl;

    public Callers(Authentication authentication, PublicUrl publicUrl) {
        this.authentication = authentication;
        this.publicUrl = publicUrl;
    }

    /// Who makes this call.
    static Caller of(ContainerRequestContext request) {
        if (request.getProperty(CALLER) instanceof Caller caller) {
            return caller;
        }
        throw HookRefusal.of(HookError.UNAUTHENTICATED);
    }

    /// Lets a call pass, or refuses it.
    @FromCdsClients
    @ServerRequestFilter
    public void filter(ContainerRequestContext request, SimpleResourceInfo resource) {
        @Nullable String service = request.getUriInfo().getPathParameters().getFirst("id");
        var headers = request.getHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
        var caller = known(authentication.caller(headers, endpoint(service, resource)));
        if (service != null && !caller.client().mayCall(service)) {
            throw HookRefusal.of(HookError.FORBIDDEN);
        }
        request.setProperty(CALLER, caller);
    }

    private Endpoint endpoint(@Nullable String service, SimpleResourceInfo resource) {
        if (service == null) {
            return publicUrl.discovery();
        }
        return FeedbackResource.class.equals(resource.getResourceClass())
                ? publicUrl.feedback(service)
                : publicUrl.service(service);
    }

    private static Caller known(Finding finding) {
        return switch (finding) {
            case Finding.Known(Caller caller) -> caller;
            case Finding.Refused _ -> throw HookRefusal.of(HookError.UNAUTHENTICATED);
            case Finding.TooMany(Duration wait) -> throw HookRefusal.later(HookError.TOO_MANY, wait);
            case Finding.NotKnownYet() -> throw HookRefusal.later(HookError.UNAVAILABLE, A_MOMENT);
        };
    }
}
