package dev.rationale.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.client.Rights;
import dev.rationale.hooks.Correlation;
import dev.rationale.journal.AuditEntry.Event;
import dev.rationale.journal.AuditEntry.Subject;
import dev.rationale.journal.AuditLog;
import dev.rationale.journal.AuditReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;

/// Who saw, asked and changed what: the audit log as FHIR AuditEvents, newest first, page by page. Whoever reads it
/// is in it.
@Path("/audit-events")
@RolesAllowed(Rights.READ_AUDIT_EVENTS)
@Blocking
public class AuditEventResource {
    private final AuditReader reader;
    private final AuditLog audit;
    private final Actors actors;

    public AuditEventResource(AuditReader reader, AuditLog audit, Actors actors) {
        this.reader = reader;
        this.audit = audit;
        this.actors = actors;
    }

    /// A searchset Bundle.
    ///
    /// @throws dev.rationale.cdshooks.HookRefusal 400 for a parameter that is not known or cannot be read
    @GET
    @Produces("application/fhir+json")
    public ObjectNode search(@Context UriInfo uri, @Context ContainerRequestContext request) {
        var search = AuditSearch.of(uri.getQueryParameters());
        var entries = reader.find(search.query());
        var subject = new Subject(null, null, search.link(), Correlation.id(request), Map.of());
        audit.keep(Event.AUDIT_SEARCH, actors.current(), subject);
        return AuditBundle.of(search, entries);
    }
}
