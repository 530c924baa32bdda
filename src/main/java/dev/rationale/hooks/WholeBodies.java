package dev.rationale.hooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.OperationOutcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/// Takes the bodies of hook calls in whole before a worker begins, up to the largest size that is accepted: a worker
/// that waits for each piece of a body costs as much as all the rest of a call.
@ApplicationScoped
public class WholeBodies {
    private static final Logger LOG = Logger.getLogger(WholeBodies.class);

    private final int limit;
    private final ObjectMapper json;

    public WholeBodies(HookSettings settings, ObjectMapper json) {
        this.limit = settings.maxBodyBytes();
        this.json = json;
    }

    void route(@Observes Router router) {
        for (var path : List.of("/cds-services/*", "/sandbox/floor")) {
            var route = router.route(path);
            route.handler(BodyHandler.create(false).setBodyLimit(limit))
                    .handler(WholeBodies::none)
                    .failureHandler(this::failed);
        }
    }

    /// A body that is not there is an empty one; otherwise the endpoint would wait for it.
    private static void none(RoutingContext call) {
        if (call.body().buffer() == null && call instanceof RoutingContextInternal open) {
            open.setBody(Buffer.buffer());
        }
        call.next();
    }

    private void failed(RoutingContext call) {
        if (call.statusCode() != HookError.TOO_LARGE.status()) {
            call.next();
            return;
        }
        var id = Correlation.of(call.request().getHeader(Correlation.HEADER));
        LOG.infof("refused with 413: too-large, correlation id %s", id);
        var sent = call.response()
                .putHeader(Correlation.HEADER, id)
                .setStatusCode(HookError.TOO_LARGE.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(tooLarge());
        sent.onFailure(gone -> call.request().connection().close());
    }

    private String tooLarge() {
        try {
            return json.writeValueAsString(OperationOutcome.of(HookError.TOO_LARGE));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an OperationOutcome of ours can be written", impossible);
        }
    }
}
