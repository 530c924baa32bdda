package dev.rationale.it;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The same searches at HAPI's JPA server.
@EnabledIfSystemProperty(named = "rationale.hapi-jpa", matches = "true")
class HapiJpaSearchProbeIT extends SearchProbeIT {
    HapiJpaSearchProbeIT(RunningService service) {
        super(service);
    }

    @Override
    ForeignServer foreign() {
        return HapiJpa.start();
    }

    /// HAPI 8.8.0 reads `ge2025-02` as after February and `le2025` as before the year.
    @Override
    boolean knowsPartsOfDates() {
        return false;
    }
}
