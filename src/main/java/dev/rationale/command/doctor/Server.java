package dev.rationale.command.doctor;

import dev.rationale.client.ClientKeys;
import dev.rationale.client.FhirBase;
import dev.rationale.client.Way;
import java.net.URI;

/// One server that is tried.
///
/// @param name of it in the report
/// @param url that is asked, or below which it is asked
record Server(String name, URI url, Way way) {
    static Server fhir(FhirBase base) {
        return new Server("FHIR " + base.url(), base.url(), base.way());
    }

    static Server keys(ClientKeys.Published keys) {
        return new Server("keys " + keys.url(), keys.url(), keys.way());
    }

    String step(String what) {
        return name + ", " + what;
    }

    String host() {
        return url.getHost().replaceAll("^\\[|]$", "");
    }

    int port() {
        return port(url);
    }

    boolean isSecure() {
        return "https".equals(url.getScheme());
    }

    /// To whom a connection is made: the proxy, if there is one.
    String peerHost() {
        var proxy = way.proxy();
        return proxy == null ? host() : proxy.getHost().replaceAll("^\\[|]$", "");
    }

    int peerPort() {
        var proxy = way.proxy();
        return port(proxy == null ? url : proxy);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
