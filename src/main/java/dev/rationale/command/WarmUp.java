package dev.rationale.command;

import dev.rationale.catalog.Catalog;
import dev.rationale.catalog.Finding;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Replays examples of every offered folder before the first call is taken in: nothing then waits for classes to be
/// loaded, and a folder that does not give what its own examples say is named in the log.
@ApplicationScoped
@Startup
public class WarmUp {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final Duration AT_MOST = Duration.ofSeconds(3);

    private final Catalog catalog;

    public WarmUp(Catalog catalog) {
        this.catalog = catalog;
    }

    @PostConstruct
    void start() {
        var start = System.nanoTime();
        replay(() -> System.nanoTime() - start > AT_MOST.toNanos())
                .forEach(finding -> LOG.warnf(
                        "%s does not agree with its example %s: run `./rationale check`",
                        finding.folder(), finding.file()));
        LOG.infof("examples replayed in %d ms", (System.nanoTime() - start) / 1_000_000);
    }

    /// What does not agree, as far as there was time.
    List<Finding> replay(BooleanSupplier late) {
        var findings = new ArrayList<Finding>();
        for (var service : catalog.services()) {
            var examples = new ExampleReplay(service);
            for (var name : examples.names()) {
                if (late.getAsBoolean()) {
                    return findings;
                }
                findings.addAll(examples.findings(name));
            }
        }
        return findings;
    }
}
