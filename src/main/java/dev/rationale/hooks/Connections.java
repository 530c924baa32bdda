package dev.rationale.hooks;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// What a connection says about who is at its other end.
public final class Connections {
    private Connections() {}

    /// The address; behind a proxy that is trusted, the one it forwards for.
    public static @Nullable String address(HttpServerRequest request) {
        var remote = request.remoteAddress();
        return remote == null ? null : remote.hostAddress();
    }
}
