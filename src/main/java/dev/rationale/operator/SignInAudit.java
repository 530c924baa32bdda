package dev.rationale.operator;

import dev.rationale.journal.AuditEntry.Event;
import dev.rationale.journal.AuditEntry.Outcome;
import dev.rationale.journal.AuditEntry.Subject;
import dev.rationale.journal.AuditLog;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// Notes a sign-in: the first time this node sees a token of a session at the identity provider (`sid`); a token
/// without a session, as machines have, counts by its own id (`jti`).
@ApplicationScoped
public class SignInAudit {
    private static final int REMEMBERED = 10_000;

    private final AuditLog audit;
    private final Map<String, Boolean> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    public SignInAudit(AuditLog audit) {
        this.audit = audit;
    }

    void signedIn(@Nullable SecurityIdentity identity, RoutingContext request) {
        if (identity != null && identity.getPrincipal() instanceof JsonWebToken token && isFirst(session(token))) {
            var agent = Actors.of(identity, request);
            var subject = new Subject(null, null, null, null, Map.of());
            audit.note(audit.entry(Event.SIGN_IN, Outcome.SUCCESS, agent, subject));
        }
    }

    private static String session(JsonWebToken token) {
        Object session = token.getClaim("sid");
        return token.getIssuer() + " " + token.getSubject() + " " + (session == null ? token.getTokenID() : session);
    }

    private boolean isFirst(String session) {
        synchronized (seen) {
            return seen.put(session, true) == null;
        }
    }
}
