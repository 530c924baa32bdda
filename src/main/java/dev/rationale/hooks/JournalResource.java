package dev.rationale.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.journal.JournalReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Why a card was shown, or was not. Only in dev until people can sign in.
@Path("/journal/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class JournalResource {
    private static final int LIMIT = 100;

    private final JournalReader journal;
    private final boolean open;

    public JournalResource(
            JournalReader journal, @ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean open) {
        this.journal = journal;
        this.open = open;
    }

    /// One decision whole, with its feedback.
    @GET
    @Path("/{id}")
    public JsonNode decision(@PathParam("id") String id) {
        requireOpen();
        return journal.decision(uuid(id)).orElseThrow(() -> HookRefusal.of(HookError.NOT_FOUND));
    }

    /// The decisions of a hookInstance or a correlation id, newest first.
    @GET
    public List<? extends JsonNode> decisions(
            @QueryParam("hookInstance") @Nullable String hookInstance,
            @QueryParam("correlationId") @Nullable String correlationId) {
        requireOpen();
        if (hookInstance != null) {
            return journal.decisionsOfHookInstance(hookInstance, LIMIT);
        }
        if (correlationId != null) {
            return journal.decisionsOfCorrelation(correlationId, LIMIT);
        }
        throw HookRefusal.invalid("hookInstance", "Say which: hookInstance or correlationId.");
    }

    private void requireOpen() {
        if (!open) {
            throw HookRefusal.of(HookError.NOT_FOUND);
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw HookRefusal.of(HookError.NOT_FOUND);
        }
    }
}
