package dev.rationale.operator;

import dev.rationale.client.Role;
import dev.rationale.hooks.Connections;
import dev.rationale.journal.AuditEntry.Agent;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// People and machines of the hospital as the audit log names them: by their subject, never by their name.
@ApplicationScoped
public class Actors {
    private final SecurityIdentity identity;
    private final CurrentVertxRequest requests;

    public Actors(SecurityIdentity identity, CurrentVertxRequest requests) {
        this.identity = identity;
        this.requests = requests;
    }

    /// Who makes the request at hand.
    Agent current() {
        return of(identity, requests.getCurrent());
    }

    static Agent of(@Nullable SecurityIdentity identity, RoutingContext request) {
        var address = Connections.address(request.request());
        if (identity == null || identity.isAnonymous()) {
            return Agent.unknown(address);
        }
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return new Agent(
                    text(token.getClaim("azp")),
                    token.getSubject(),
                    token.getIssuer(),
                    roles(identity),
                    address,
                    token.getTokenID());
        }
        return new Agent(null, identity.getPrincipal().getName(), null, roles(identity), address, null);
    }

    private static List<String> roles(SecurityIdentity identity) {
        return GrantedRights.roles(identity.getRoles()).stream()
                .map(Role::code)
                .sorted()
                .toList();
    }

    private static @Nullable String text(@Nullable Object claim) {
        return claim == null ? null : claim.toString();
    }
}
