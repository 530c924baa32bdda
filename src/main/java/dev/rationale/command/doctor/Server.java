package dev.rationale.command.doctor;

import dev.rationale.client.FhirBase;
import java.net.URI;

/// One server that is tried.
///
/// @param name of it in the report
/// @param way where it is and how it is reached; for a key set without a proxy and files of its own
record Server(String name, FhirBase way) {
    static Server fhir(FhirBase base) {
        return new Server("FHIR " + base.url(), base);
    }

    static Server keys(URI url) {
        return new Server("keys " + url, new FhirBase(url, null, null, null, null));
    }

    String step(String what) {
        return name + ", " + what;
    }

    String host() {
        return way.url().getHost().replaceAll("^\\[|]$", "");
    }

    int port() {
        return port(way.url());
    }

    boolean isSecure() {
        return "https".equals(way.url().getScheme());
    }

    /// To whom a connection is made: the proxy, if there is one.
    String peerHost() {
        var proxy = way.proxy();
        return proxy == null ? host() : proxy.getHost().replaceAll("^\\[|]$", "");
    }

    int peerPort() {
        var proxy = way.proxy();
        return port(proxy == null ? way.url() : proxy);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
