package dev.rationale.it;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The same by HAPI's JPA server as by Medplum.
@EnabledIfSystemProperty(named = "rationale.hapi-jpa", matches = "true")
class HapiJpaIT extends ForeignServerIT {
    @Override
    ForeignServer foreign() {
        return HapiJpa.start();
    }
}
