package dev.rationale.context;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/// The settings of the gathering, all usual but some.
final class Limits {
    private Limits() {}

    static ContextSettings usual() {
        return with(Map.of());
    }

    /// @param settings by their names after `rationale.context.`
    static ContextSettings with(Map<String, String> settings) {
        var builder = new SmallRyeConfigBuilder().withMapping(ContextSettings.class);
        settings.forEach((name, value) -> builder.withDefaultValue("rationale.context." + name, value));
        return builder.build().getConfigMapping(ContextSettings.class);
    }
}
