package dev.rationale.client;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The URL by which clients reach this service, whatever stands in front of it. Tokens are compared with it, never
/// with what a request's headers say.
@ApplicationScoped
public class PublicUrl {
    private final String base;

    /// In dev, where nobody names one, it is where the service listens.
    public PublicUrl(
            @ConfigProperty(name = "rationale.public-url") Optional<String> configured,
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "127.0.0.1") String host,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port,
            @ConfigProperty(name = "quarkus.http.root-path", defaultValue = "/") String root) {
        this.base = configured.orElse("http://" + host + ":" + port + root).replaceAll("/+$", "");
    }

    /// The base, without a trailing slash.
    public String base() {
        return base;
    }

    /// Where services are discovered.
    public Endpoint discovery() {
        return Endpoint.of(base + "/cds-services");
    }

    /// Where a service is called.
    public Endpoint service(String id) {
        return Endpoint.of(base + "/cds-services/" + id);
    }

    /// Where a service's feedback is sent. The specification names no audience of its own for it: a token for the
    /// service is taken, and one for this very address.
    public Endpoint feedback(String id) {
        var service = base + "/cds-services/" + id;
        return Endpoint.of(service, service + "/feedback");
    }
}
