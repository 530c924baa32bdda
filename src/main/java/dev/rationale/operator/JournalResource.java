package dev.rationale.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.client.Rights;
import dev.rationale.hooks.Correlation;
import dev.rationale.journal.AuditEntry.Event;
import dev.rationale.journal.AuditEntry.Subject;
import dev.rationale.journal.AuditLog;
import dev.rationale.journal.JournalReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Why a card was shown, or was not. Whoever looks is in the audit log before the answer leaves.
@Path("/journal/decisions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Rights.READ_DECISIONS)
@Blocking
public class JournalResource {
    private static final int LIMIT = 100;

    private final JournalReader journal;
    private final AuditLog audit;
    private final Actors actors;

    public JournalResource(JournalReader journal, AuditLog audit, Actors actors) {
        this.journal = journal;
        this.audit = audit;
        this.actors = actors;
    }

    /// One decision whole, with its feedback.
    @GET
    @Path("/{id}")
    public JsonNode decision(@PathParam("id") String id, @Context ContainerRequestContext request) {
        var decision = journal.decision(uuid(id)).orElseThrow(() -> HookRefusal.of(HookError.NOT_FOUND));
        var subject = new Subject(
                text(decision, "patientPseudonym"),
                text(decision, "id"),
                null,
                Correlation.id(request),
                about(decision));
        audit.keep(Event.DECISION_READ, actors.current(), subject);
        return decision;
    }

    private static Map<String, String> about(JsonNode decision) {
        var details = new LinkedHashMap<String, String>();
        for (var name : List.of("service", "modelVersion", "hookInstance")) {
            var value = text(decision, name);
            if (value != null) {
                details.put(name, value);
            }
        }
        return details;
    }

    /// The decisions of a hookInstance or a correlation id, newest first.
    @GET
    public List<? extends JsonNode> decisions(
            @QueryParam("hookInstance") @Nullable String hookInstance,
            @QueryParam("correlationId") @Nullable String correlationId,
            @Context ContainerRequestContext request) {
        if (hookInstance != null) {
            return seen(request, "hookInstance=" + hookInstance, journal.decisionsOfHookInstance(hookInstance, LIMIT));
        }
        if (correlationId != null) {
            return seen(
                    request, "correlationId=" + correlationId, journal.decisionsOfCorrelation(correlationId, LIMIT));
        }
        throw HookRefusal.invalid("hookInstance", "Say which: hookInstance or correlationId.");
    }

    /// One event for each patient that is in the answer; one without a patient where there is none.
    private List<? extends JsonNode> seen(
            ContainerRequestContext request, String query, List<? extends JsonNode> decisions) {
        var patients = new TreeSet<String>();
        decisions.forEach(
                decision -> patients.add(decision.path("patientPseudonym").asText()));
        if (patients.isEmpty()) {
            seen(request, query, (String) null);
        }
        patients.forEach(patient -> seen(request, query, patient));
        return decisions;
    }

    private void seen(ContainerRequestContext request, String query, @Nullable String patient) {
        var subject = new Subject(patient, null, query, Correlation.id(request), Map.of());
        audit.keep(Event.DECISION_SEARCH, actors.current(), subject);
    }

    private static @Nullable String text(JsonNode node, String member) {
        return node.path(member).textValue();
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw HookRefusal.of(HookError.NOT_FOUND);
        }
    }
}
