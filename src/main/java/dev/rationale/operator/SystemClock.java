package dev.rationale.operator;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The one clock of the service. Everything that asks for the time is given this one, so that tests can give another.
/// Its zone is the hospital's: it says which day it is, for ages, for windows, and for values that were recorded with a
/// day alone.
@ApplicationScoped
public class SystemClock {
    private final ZoneId zone;

    /// @param zone such as `Europe/Vienna`
    public SystemClock(@ConfigProperty(name = "rationale.zone", defaultValue = "UTC") ZoneId zone) {
        this.zone = zone;
    }

    /// The system's clock.
    @Produces
    @DefaultBean
    @Singleton
    Clock clock() {
        return Clock.system(zone);
    }
}
