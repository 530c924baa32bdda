package dev.rationale.sandbox;

import io.vertx.core.http.HttpServerRequest;

/// The address under which the client reached this server, from its own request.
final class RequestBase {
    private RequestBase() {}

    /// Scheme and authority, without a slash at the end. A Host header that is no host is replaced by the address the
    /// connection came in on: it ends up in links and in a shell line.
    static String of(HttpServerRequest request) {
        var authority = request.authority() == null ? "" : request.authority().toString();
        if (!authority.matches("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:]+](:\\d{1,5})?")) {
            authority = "127.0.0.1:" + request.localAddress().port();
        }
        return request.scheme() + "://" + authority;
    }
}
