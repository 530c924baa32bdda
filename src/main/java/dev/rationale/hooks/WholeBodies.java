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
/// that waits for each piece of a body costs as much as all the rest of a call. Only of callers that are known: of
/// others no body is read.
@ApplicationScoped
public class WholeBodies {
    private static final Logger LOG = Logger.getLogger(WholeBodies.class);

    private static final String UNKNOWN = WholeBodies.class.getName();

    private final Callers callers;
    private final int limit;
    private final ObjectMapper json;

    public WholeBodies(Callers callers, HookSettings settings, ObjectMapper json) {
        this.callers = callers;
        this.limit = settings.maxBodyBytes();
        this.json = json;
    }

    void route(@Observes Router router) {
        var whole = BodyHandler.create(false).setBodyLimit(limit);
        router.route("/cds-services/*").handler(this::known).failureHandler(this::failed);
        for (var path : List.of("/cds-services/*", "/sandbox/floor")) {
            router.route(path)
                    .handler(call -> take(call, whole))
                    .handler(WholeBodies::none)
                    .failureHandler(this::failed);
        }
    }

    /// Tokens are looked at on a worker: keys may have to be fetched.
    private void known(RoutingContext call) {
        call.request().pause();
        var learnt = call.vertx().executeBlocking(() -> learn(call), false);
        learnt.onSuccess(known -> {
                    call.put(UNKNOWN, !known);
                    call.next();
                })
                .onFailure(call::fail);
    }

    private boolean learn(RoutingContext call) {
        var id = Correlation.begin(call);
        assert !id.isEmpty();
        return callers.learn(call);
    }

    private static void take(RoutingContext call, BodyHandler whole) {
        if (Boolean.TRUE.equals(call.get(UNKNOWN))) {
            call.next();
        } else {
            whole.handle(call);
        }
    }

    /// A body that is not there is an empty one; otherwise the endpoint would wait for it.
    private static void none(RoutingContext call) {
        var taken = !Boolean.TRUE.equals(call.get(UNKNOWN));
        if (taken && call.body().buffer() == null && call instanceof RoutingContextInternal open) {
            open.setBody(Buffer.buffer());
        }
        call.next();
    }

    private void failed(RoutingContext call) {
        if (call.statusCode() != HookError.TOO_LARGE.status()) {
            call.next();
            return;
        }
        var id = Correlation.begin(call);
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
