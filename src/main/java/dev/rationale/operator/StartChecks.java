package dev.rationale.operator;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Refuses to start when it would run insecurely outside dev, and says for each finding what it means and what to
/// do instead.
@ApplicationScoped
public class StartChecks {
    private static final Logger LOG = Logger.getLogger(StartChecks.class);

    private final boolean dev;
    private final Optional<String> database;
    private final Optional<String> pseudonymKey;
    private final boolean discard;
    private final SignInCheck signIn;

    public StartChecks(
            @ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean dev,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") Optional<String> database,
            @ConfigProperty(name = "rationale.journal.pseudonym-key") Optional<String> pseudonymKey,
            @ConfigProperty(name = "rationale.journal.discard", defaultValue = "false") boolean discard,
            SignInCheck signIn) {
        this.dev = dev;
        this.database = database;
        this.pseudonymKey = pseudonymKey;
        this.discard = discard;
        this.signIn = signIn;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        var findings = findings();
        findings.forEach(LOG::error);
        if (!findings.isEmpty()) {
            throw new IllegalStateException("Rationale does not start: " + findings.size() + " findings, see above");
        }
    }

    List<String> findings() {
        var findings = new ArrayList<String>();
        if (dev) {
            return findings;
        }
        findings.add("Callers are not verified. This means: anybody who reaches the port can ask about any patient. "
                + "Do instead: this version runs with rationale.dev=true only; verification of callers comes before "
                + "the first version for production.");
        if (database.isEmpty()) {
            findings.add("No database is named. This means: nothing would be kept. "
                    + "Do instead: set quarkus.datasource.jdbc.url, .username and .password.");
        }
        if (pseudonymKey.isEmpty()) {
            findings.add("No pseudonym key is set. This means: patients could not be told apart in the journal. "
                    + "Do instead: set rationale.journal.pseudonym-key to 32 random bytes in base64.");
        }
        if (discard) {
            findings.add("The journal is switched off. This means: nothing that is shown could be accounted for. "
                    + "Do instead: remove rationale.journal.discard, which is for measurements.");
        }
        findings.addAll(signIn.findings());
        return findings;
    }
}
