package dev.rationale;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Switches signing in on where an identity provider is named, and off where none is: without it the service could
/// not start in dev.
public final class SignInDefault implements ConfigSourceFactory {
    private static final int BELOW_EVERYTHING = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var server = context.getValue("quarkus.oidc.auth-server-url").getValue();
        var named = server != null && !server.isBlank();
        return List.of(new PropertiesConfigSource(
                Map.of("quarkus.oidc.tenant-enabled", String.valueOf(named)), "sign-in", BELOW_EVERYTHING));
    }
}
