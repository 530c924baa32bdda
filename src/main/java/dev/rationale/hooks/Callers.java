package dev.rationale.hooks;

import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.client.Caller;
import dev.rationale.client.CdsClient;
import dev.rationale.client.Endpoint;
import dev.rationale.client.PublicUrl;
import dev.rationale.client.token.Authentication;
import dev.rationale.client.token.Authentication.Finding;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/// Knows who calls before anything else is done, even before the body is read: 401 for nobody we know, 403 for a
/// service that is not theirs, 429 for too many calls. A refusal says no more than that.
public class Callers {
    private static final String LEARNED = Callers.class.getName();
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Pattern SERVICE = Pattern.compile("/cds-services/([^/]+)(/feedback)?/?$");

    private final Authentication authentication;
    private final PublicUrl publicUrl;

    public Callers(Authentication authentication, PublicUrl publicUrl) {
        this.authentication = authentication;
        this.publicUrl = publicUrl;
    }

    private record Learned(Finding finding, Endpoint endpoint) {}

    /// Who makes this call.
    static Caller of(ContainerRequestContext request) {
        if (request.getProperty(LEARNED) instanceof Caller caller) {
            return caller;
        }
        throw HookRefusal.of(HookError.UNAUTHENTICATED);
    }

    /// The registered client whose call is at hand, or was refused.
    public static Optional<String> client(RoutingContext call) {
        return call.get(LEARNED) instanceof Learned(Finding.Known(Caller caller), Endpoint _)
                ? Optional.of(caller.name())
                : Optional.empty();
    }

    /// The client that somebody says they are whose call is one too many.
    public static Optional<String> claimed(RoutingContext call) {
        return call.get(LEARNED) instanceof Learned(Finding.TooMany(CdsClient client, Duration _), Endpoint _)
                ? Optional.of(client.name())
                : Optional.empty();
    }

    /// Learns who makes a call, which may take a moment, and keeps it with the call.
    ///
    /// @return whether it is somebody we know
    boolean learn(RoutingContext call) {
        var path = SERVICE.matcher(call.normalizedPath());
        var named = path.find();
        var endpoint = endpoint(named ? path.group(1) : null, named && path.group(2) != null);
        var finding = authentication.caller(call.request().headers().getAll(HttpHeaders.AUTHORIZATION), endpoint);
        call.put(LEARNED, new Learned(finding, endpoint));
        return finding instanceof Finding.Known;
    }

    /// Lets a call pass, or refuses it. What was learnt counts for the very endpoint that is called.
    @FromCdsClients
    @ServerRequestFilter
    public void filter(ContainerRequestContext request, SimpleResourceInfo resource, RoutingContext call) {
        @Nullable String service = request.getUriInfo().getPathParameters().getFirst("id");
        var endpoint = endpoint(service, FeedbackResource.class.equals(resource.getResourceClass()));
        if (!(call.get(LEARNED) instanceof Learned learned)
                || !learned.endpoint().equals(endpoint)) {
            throw HookRefusal.of(HookError.UNAUTHENTICATED);
        }
        var caller = known(learned.finding());
        if (service != null && !caller.client().mayCall(service)) {
            throw HookRefusal.of(HookError.FORBIDDEN);
        }
        request.setProperty(LEARNED, caller);
    }

    private Endpoint endpoint(@Nullable String service, boolean feedback) {
        if (service == null) {
            return publicUrl.discovery();
        }
        return feedback ? publicUrl.feedback(service) : publicUrl.service(service);
    }

    private static Caller known(Finding finding) {
        return switch (finding) {
            case Finding.Known(Caller caller) -> caller;
            case Finding.Refused _ -> throw HookRefusal.of(HookError.UNAUTHENTICATED);
            case Finding.TooMany(CdsClient _, Duration wait) -> throw HookRefusal.later(HookError.TOO_MANY, wait);
            case Finding.NotKnownYet() -> throw HookRefusal.later(HookError.UNAVAILABLE, A_MOMENT);
        };
    }
}
