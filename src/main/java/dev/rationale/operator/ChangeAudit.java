package dev.rationale.operator;

import dev.rationale.hooks.Correlation;
import dev.rationale.journal.AuditEntry.Event;
import dev.rationale.journal.AuditEntry.Subject;
import dev.rationale.journal.AuditLog;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Notes every change that is made below `/admin/`, before whoever made it is answered.
public class ChangeAudit {
    private static final String PATH = "/admin/";

    private final AuditLog audit;
    private final Actors actors;

    public ChangeAudit(AuditLog audit, Actors actors) {
        this.audit = audit;
        this.actors = actors;
    }

    /// Runs on the thread of the method that made the change, which may block.
    @ServerResponseFilter
    public void changed(ContainerRequestContext request, ContainerResponseContext response) {
        var path = request.getUriInfo().getPath();
        if (path.startsWith(PATH)) {
            event(request.getMethod(), response.getStatus())
                    .ifPresent(event ->
                            audit.keep(event, actors.current(), Subject.item(path, Correlation.id(request), Map.of())));
        }
    }

    static Optional<Event> event(String method, int status) {
        if (status < 200 || status >= 300) {
            return Optional.empty();
        }
        return switch (method) {
            case "POST" -> Optional.of(Event.CREATE);
            case "PUT" -> Optional.of(status == 201 ? Event.CREATE : Event.UPDATE);
            case "PATCH" -> Optional.of(Event.UPDATE);
            case "DELETE" -> Optional.of(Event.DELETE);
            default -> Optional.empty();
        };
    }
}
