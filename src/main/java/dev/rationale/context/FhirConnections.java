package dev.rationale.context;

import dev.rationale.client.Connections;
import dev.rationale.client.Connections.Connection;
import dev.rationale.client.FhirBase;
import dev.rationale.client.ForbiddenAddresses;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// How FHIR servers are reached.
@ApplicationScoped
public class FhirConnections {
    private final Connections connections;

    @Inject
    public FhirConnections(ContextSettings settings) {
        this(settings, ForbiddenAddresses.ofThisMachine());
    }

    FhirConnections(ContextSettings settings, ForbiddenAddresses forbidden) {
        this.connections = new Connections(settings.connectWithin(), forbidden);
    }

    /// The connection to a base. To be asked right before every request: a name may lead elsewhere than before.
    public Connection to(FhirBase base) {
        return connections.to(base.url(), base.way());
    }

    @PreDestroy
    void close() {
        connections.close();
    }
}
