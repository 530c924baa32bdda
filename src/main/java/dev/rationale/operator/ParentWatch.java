package dev.rationale.operator;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Ends the service when the process that started it is gone, so that a launcher killed without warning leaves
/// nothing behind. Inert unless `rationale.parent` names a process id.
@ApplicationScoped
public class ParentWatch {
    private static final Logger LOG = Logger.getLogger(ParentWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private final Optional<Long> parent;
    private final Runnable end;
    private volatile boolean watching = true;

    @Inject
    ParentWatch(@ConfigProperty(name = "rationale.parent") Optional<Long> parent) {
        this(parent, Quarkus::asyncExit);
    }

    ParentWatch(Optional<Long> parent, Runnable end) {
        this.parent = parent;
        this.end = end;
    }

    void start(@Observes StartupEvent started) {
        parent.ifPresent(id -> Thread.ofPlatform().daemon().name("parent-watch").start(() -> watch(id)));
    }

    void stop(@Observes ShutdownEvent stopping) {
        watching = false;
    }

    /// The handle knows when the process began, so another one that is given the same id does not count.
    private void watch(long id) {
        Optional<ProcessHandle> process = ProcessHandle.of(id);
        while (watching && process.map(ProcessHandle::isAlive).orElse(false)) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException _) {
                return;
            }
        }
        if (watching) {
            LOG.info("The process that started this service is gone; stopping.");
            end.run();
        }
    }
}
