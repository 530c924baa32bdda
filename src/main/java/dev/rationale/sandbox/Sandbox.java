package dev.rationale.sandbox;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Opens the sandbox EHR at start where the dev switch is on; everywhere else there is none, and nothing is read.
@ApplicationScoped
public class Sandbox {
    private static final Logger LOG = Logger.getLogger(Sandbox.class);

    private final SandboxSettings settings;
    private final Optional<Ehr> ehr;

    Sandbox(
            SandboxSettings settings,
            @ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean dev,
            Clock clock) {
        this.settings = settings;
        this.ehr = dev ? Optional.of(Ehr.open(clock)) : Optional.empty();
    }

    void start(@Observes StartupEvent event) {
        ehr.ifPresent(open -> {
            var own = open.store().count("Patient");
            settings.patients().ifPresent(folder -> new BundleFolder(folder).load(open.store(), open.table()));
            var all = open.store().count("Patient");
            LOG.infof("The sandbox holds %d patients, %d of them from bundles.", all, all - own);
        });
    }

    Optional<Ehr> ehr() {
        return ehr;
    }
}
