package dev.rationale.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.journal.JournalReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// What was answered to a card, also to one that is not known here. Only in dev until people can sign in.
@Path("/journal/feedback")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class FeedbackJournalResource {
    private static final int LIMIT = 100;

    private final JournalReader journal;
    private final boolean open;

    public FeedbackJournalResource(
            JournalReader journal, @ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean open) {
        this.journal = journal;
        this.open = open;
    }

    /// The feedback about a card, oldest first.
    @GET
    public List<? extends JsonNode> feedback(@QueryParam("card") @Nullable String card) {
        if (!open) {
            throw HookRefusal.of(HookError.NOT_FOUND);
        }
        if (card == null) {
            throw HookRefusal.invalid("card", "Say which card, by its uuid.");
        }
        return journal.feedbackOfCard(card, LIMIT);
    }
}
