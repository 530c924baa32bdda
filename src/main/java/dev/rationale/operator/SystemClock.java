package dev.rationale.operator;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/// The one clock of the service, in UTC. Everything that asks for the time is given this one, so that tests can give
/// another.
@ApplicationScoped
public class SystemClock {
    /// The system's clock.
    @Produces
    @DefaultBean
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
