package dev.rationale.operator;

import com.fasterxml.jackson.databind.JsonNode;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was answered to a card, also to one that is not known here. Whoever looks is in the audit log before the
/// answer leaves.
@Path("/journal/feedback")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Rights.READ_DECISIONS)
@Blocking
public class FeedbackJournalResource {
    private static final int LIMIT = 100;

    private final JournalReader journal;
    private final AuditLog audit;
    private final Actors actors;

    public FeedbackJournalResource(JournalReader journal, AuditLog audit, Actors actors) {
        this.journal = journal;
        this.audit = audit;
        this.actors = actors;
    }

    /// The feedback about a card, oldest first.
    @GET
    public List<? extends JsonNode> feedback(
            @QueryParam("card") @Nullable String card, @Context ContainerRequestContext request) {
        if (card == null) {
            throw HookRefusal.invalid("card", "Say which card, by its uuid.");
        }
        var feedback = journal.feedbackOfCard(card, LIMIT);
        var subject = new Subject(null, card, "card=" + card, Correlation.id(request), Map.of());
        audit.keep(Event.FEEDBACK_SEARCH, actors.current(), subject);
        return feedback;
    }
}
