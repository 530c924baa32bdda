package dev.rationale.operator;

import dev.rationale.hooks.Callers;
import dev.rationale.hooks.Connections;
import dev.rationale.journal.AuditEntry.Agent;
import dev.rationale.journal.AuditEntry.Event;
import dev.rationale.journal.AuditEntry.Outcome;
import dev.rationale.journal.AuditEntry.Subject;
import dev.rationale.journal.AuditLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Notes every answer of 401, 403 and 429, whichever part of the service gave it; beyond so many of a kind in a
/// minute they are counted only.
@ApplicationScoped
public class RefusalAudit {
    private static final int PER_MINUTE = 30;
    private static final int LONGEST_PATH = 200;
    private static final int BEFORE_EVERYTHING = 10_000;

    private final AuditLog audit;
    private final MeterRegistry metrics;
    private final RefusalLimit limit;

    public RefusalAudit(AuditLog audit, MeterRegistry metrics, Clock clock) {
        this.audit = audit;
        this.metrics = metrics;
        this.limit = new RefusalLimit(clock, PER_MINUTE);
    }

    void watch(@Observes Filters filters) {
        filters.register(
                request -> {
                    var position =
                            request.addEndHandler(_ -> event(request).ifPresent(event -> refused(event, request)));
                    assert position >= 0;
                    request.next();
                },
                BEFORE_EVERYTHING);
    }

    private static Optional<Event> event(RoutingContext request) {
        return switch (request.response().getStatusCode()) {
            case 401 -> Optional.of(Event.UNAUTHENTICATED);
            case 403 -> Optional.of(Event.FORBIDDEN);
            case 429 -> Optional.of(Event.THROTTLED);
            default -> Optional.empty();
        };
    }

    private void refused(Event event, RoutingContext request) {
        var agent = agent(request);
        var claimed = Callers.claimed(request);
        var pass = limit.pass(event.code() + " " + agent.user() + " " + agent.client() + " " + claimed);
        metrics.counter("rationale.audit.refusals", "reason", event.code(), "noted", String.valueOf(pass.isPresent()))
                .increment();
        pass.ifPresent(leftOut -> {
            var details = new LinkedHashMap<String, String>();
            details.put("method", request.request().method().name());
            details.put("status", String.valueOf(request.response().getStatusCode()));
            claimed.ifPresent(client -> details.put("says-it-is", client));
            if (leftOut > 0) {
                details.put("left-out", String.valueOf(leftOut));
            }
            var correlation = request.response().headers().get("X-Correlation-Id");
            var subject = Subject.item(path(request), correlation, details);
            audit.note(audit.entry(event, Outcome.MINOR_FAILURE, agent, subject));
        });
    }

    private static Agent agent(RoutingContext request) {
        var client = Callers.client(request);
        if (client.isPresent()) {
            return Agent.cdsClient(client.get(), null, Connections.address(request.request()));
        }
        var identity = request.user() instanceof QuarkusHttpUser user ? user.getSecurityIdentity() : null;
        return Actors.of(identity, request);
    }

    /// Without the query, and no longer than somebody reads.
    private static String path(RoutingContext request) {
        var path = request.normalizedPath();
        return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path;
    }
}
