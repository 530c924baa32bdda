package dev.rationale.sandbox;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The sandbox EHR: its store, its patients and its FHIR endpoint. Empty unless the dev switch is on.
@ApplicationScoped
public class Sandbox {
    private static final Logger LOG = Logger.getLogger(Sandbox.class);

    private final SandboxSettings settings;
    private final boolean dev;
    private final FhirStore store;
    private final FhirEndpoint endpoint;
    private final SearchTable table;
    private final SandboxPatients patients;
    private final StartPage page;
    private final Clock clock;

    Sandbox(
            SandboxSettings settings,
            @ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean dev,
            Clock clock) {
        this.settings = settings;
        this.dev = dev;
        this.clock = clock;
        this.table = SearchTable.load();
        this.store = new FhirStore(table, clock);
        this.endpoint =
                new FhirEndpoint(store, table, clock.getZone(), new CapabilityStatement(table, clock.instant()));
        this.patients = SandboxPatients.load();
        this.page = new StartPage(patients, store);
    }

    void start(@Observes StartupEvent event) {
        if (!dev) {
            return;
        }
        patients.fill(store, clock);
        var own = store.count("Patient");
        settings.patients().ifPresent(folder -> new BundleFolder(folder).load(store, table));
        var all = store.count("Patient");
        LOG.infof("The sandbox holds %d patients, %d of them from bundles.", all, all - own);
    }

    FhirEndpoint endpoint() {
        return endpoint;
    }

    StartPage page() {
        return page;
    }
}
