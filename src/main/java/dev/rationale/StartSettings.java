package dev.rationale;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// What has to be known before Quarkus reads its configuration.
/// A property of the system wins over the environment, as it does in Quarkus; `rationale.dev` is
/// RATIONALE_DEV there.
record StartSettings(Properties properties, Map<String, String> environment) {
    static final String JDBC_URL = "quarkus.datasource.jdbc.url";

    /// Whether the dev switch is on and nobody has named a database.
    boolean wantsOwnDatabase() {
        return value("rationale.dev").map(Boolean::parseBoolean).orElse(false)
                && value(JDBC_URL).isEmpty();
    }

    /// The directory that keeps the data.
    Path data() {
        return Path.of(value("rationale.data").orElse("data"));
    }

    /// The folder in which the build leaves PostgreSQL's archive.
    Path archives() {
        return Path.of(value("rationale.postgresql.binaries").orElse("target/postgresql"));
    }

    private Optional<String> value(String name) {
        var variable = name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(properties.getProperty(name))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .filter(text -> !text.isBlank());
    }
}
