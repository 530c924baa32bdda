package dev.rationale.operator;

import dev.rationale.client.registration.RegistrationFile;
import dev.rationale.client.registration.Registrations;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/// Refuses to start when it would run insecurely or half configured outside dev, and says for each finding what it
/// means and what to do instead. A file of clients with a mistake is refused in dev too.
@ApplicationScoped
public class StartChecks {
    private static final Logger LOG = Logger.getLogger(StartChecks.class);

    private final Config config;
    private final RegistrationFile file;
    private final Registrations registrations;

    public StartChecks(Config config, RegistrationFile file, Registrations registrations) {
        this.config = config;
        this.file = file;
        this.registrations = registrations;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        var findings = findings();
        findings.forEach(LOG::error);
        if (!findings.isEmpty()) {
            throw new IllegalStateException("Rationale does not start: " + findings.size() + " findings, see above");
        }
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (var problem : file.problems()) {
            findings.add(new Finding(
                    problem, "the client would be refused, or trusted with less than was meant", "correct the file"));
        }
        if (!config.getOptionalValue("rationale.dev", Boolean.class).orElse(false)) {
            findings.addAll(KeepingChecks.findings(config));
            findings.addAll(EdgeChecks.findings(config));
            findings.addAll(SignInChecks.findings(config));
            noClient().ifPresent(findings::add);
            noServices().ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> noClient() {
        // Without the name of a database there is none to look into.
        var inTheDatabase = config.getOptionalValue("quarkus.datasource.jdbc.url", String.class)
                        .isPresent()
                && !registrations.none();
        var inAFile =
                config.getOptionalValue("rationale.client.file", String.class).isPresent();
        return inAFile || inTheDatabase
                ? Optional.empty()
                : Optional.of(new Finding(
                        "No CDS client is registered.",
                        "nobody could call",
                        "name a file of clients with rationale.client.file (docs/clients.md); a file with {} in it says"
                                + " that they are registered in the database"));
    }

    private Optional<Finding> noServices() {
        return config.getOptionalValue("rationale.catalog.directory", Path.class)
                .filter(directory -> !Files.isDirectory(directory))
                .map(directory -> new Finding(
                        "There is no folder " + directory + ".",
                        "no decision service could be offered",
                        "set rationale.catalog.directory to the folder that holds one for each of them"));
    }

    /// What is wrong, what it means and what to do instead.
    record Finding(String what, String means, String instead) {
        @Override
        public String toString() {
            return what + " This means: " + means + ". Do instead: " + instead + ".";
        }
    }
}
