package dev.rationale.hooks;

import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.cdshooks.OperationOutcome;
import dev.rationale.journal.JournalUnavailable;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every error as an OperationOutcome: what was wrong and where, never what was sent.
public class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);

    /// A refusal of ours.
    @ServerExceptionMapper
    public Response refusal(HookRefusal refusal) {
        // Of a flood every call would write a line, and all who write to the log wait for each other.
        LOG.logf(
                refusal.error() == HookError.TOO_MANY ? Logger.Level.DEBUG : Logger.Level.INFO,
                "refused with %d: %s",
                refusal.error().status(),
                refusal.error().code());
        var answer = Response.fromResponse(answer(refusal.error().status(), refusal.outcome()));
        if (refusal.error() == HookError.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        refusal.retryAfter().ifPresent(time -> answer.header(HttpHeaders.RETRY_AFTER, wholeSeconds(time)));
        return answer.build();
    }

    /// A refusal of the HTTP layer: no such path, method or media type.
    @ServerExceptionMapper
    public Response http(WebApplicationException refusal) {
        var status = refusal.getResponse().getStatus();
        var error = HookError.ofStatus(status);
        return answer(status, OperationOutcome.of(error));
    }

    /// Neither the database nor the disk can keep the decision: it is not given.
    @ServerExceptionMapper
    public Response notKept(JournalUnavailable unavailable) {
        LOG.error("the journal can be written neither to the database nor to the spool");
        return answer(HookError.UNAVAILABLE.status(), OperationOutcome.of(HookError.UNAVAILABLE));
    }

    /// A defect of ours. Its message may quote what was sent, so only its kind and place are logged.
    @ServerExceptionMapper
    public Response defect(RuntimeException defect) {
        LOG.errorf("defect: %s at %s", defect.getClass().getName(), place(defect));
        return answer(500, OperationOutcome.of(HookError.DEFECT));
    }

    /// Rounded up: whoever comes again then does not come too early.
    private static long wholeSeconds(Duration time) {
        return Math.max(1, time.plusMillis(999).toSeconds());
    }

    private static List<StackTraceElement> place(Throwable defect) {
        return List.of(defect.getStackTrace()).stream().limit(12).toList();
    }

    private static Response answer(int status, OperationOutcome outcome) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(outcome)
                .build();
    }
}
