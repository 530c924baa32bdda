package dev.rationale.operator;

import dev.rationale.catalog.Catalog;
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
import java.util.regex.Pattern;

/// Notes every answer of 401, 403 and 429, whichever part of the service gave it, and every other refusal of somebody
/// who is known; beyond so many of a kind in a minute they are counted only. What was sent is never noted.
@ApplicationScoped
public class RefusalAudit {
    private static final int PER_MINUTE = 30;
    private static final int LONGEST_PATH = 200;
    private static final int BEFORE_EVERYTHING = 10_000;
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAILURE = 500;
    private static final Pattern SERVICE = Pattern.compile("(/cds-services/)([^/]+)(/feedback)?.*");

    private final AuditLog audit;
    private final MeterRegistry metrics;
    private final RefusalLimit limit;
    private final Catalog catalog;

    public RefusalAudit(AuditLog audit, MeterRegistry metrics, Clock clock, Catalog catalog) {
        this.catalog = catalog;
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
            // The journal has these, and with each its event.
            case 412 -> Optional.empty();
            default ->
                request.response().getStatusCode() >= FIRST_REFUSAL && isKnown(agent(request))
                        ? Optional.of(Event.REFUSED)
                        : Optional.empty();
        };
    }

    private static boolean isKnown(Agent agent) {
        return agent.client() != null || agent.user() != null;
    }

    private void refused(Event event, RoutingContext request) {
        var agent = agent(request);
        var status = request.response().getStatusCode();
        var claimed = Callers.claimed(request);
        var pass = limit.pass(event.code() + " " + status + " " + agent.user() + " " + agent.client() + " " + claimed);
        metrics.counter("rationale.audit.refusals", "reason", event.code(), "noted", String.valueOf(pass.isPresent()))
                .increment();
        pass.ifPresent(leftOut -> {
            var details = new LinkedHashMap<String, String>();
            details.put("method", request.request().method().name());
            details.put("status", String.valueOf(status));
            claimed.ifPresent(client -> details.put("says-it-is", client));
            if (leftOut > 0) {
                details.put("left-out", String.valueOf(leftOut));
            }
            var correlation = request.response().headers().get("X-Correlation-Id");
            var subject = Subject.item(path(request), correlation, details);
            var outcome = status < FIRST_FAILURE ? Outcome.MINOR_FAILURE : Outcome.SERIOUS_FAILURE;
            audit.note(audit.entry(event, outcome, agent, subject));
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

    /// Without the query, without what is no service of ours, and no longer than somebody reads.
    private String path(RoutingContext request) {
        var path = request.normalizedPath();
        var service = SERVICE.matcher(path);
        if (service.matches()) {
            var named = catalog.find(service.group(2)).isPresent() ? service.group(2) : "?";
            return service.group(1) + named + (service.group(3) == null ? "" : service.group(3));
        }
        return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path;
    }
}
