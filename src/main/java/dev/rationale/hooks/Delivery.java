package dev.rationale.hooks;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicReference;

/// Whether the answer to one call reached a client that still listened. What becomes known only after the decision is
/// kept is told at once; what was known before, as soon as it is kept.
public final class Delivery {
    private enum State {
        UNDER_WAY,
        KEPT,
        BROKEN_OFF
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.UNDER_WAY);
    private final Runnable notDelivered;

    /// @param notDelivered is run once, after the decision is kept, when the client hung up before the answer was
    /// written; perhaps on an event loop
    Delivery(Runnable notDelivered) {
        this.notDelivered = notDelivered;
    }

    /// Watches the connection of a call.
    void watch(RoutingContext call) {
        call.addEndHandler(ended -> {
            if (ended.failed()) {
                brokenOff();
            }
        });
        if (call.response().closed() && !call.response().ended()) {
            brokenOff();
        }
    }

    void brokenOff() {
        if (state.getAndSet(State.BROKEN_OFF) == State.KEPT) {
            notDelivered.run();
        }
    }

    /// The decision is in the journal.
    void kept() {
        if (!state.compareAndSet(State.UNDER_WAY, State.KEPT)) {
            notDelivered.run();
        }
    }
}
