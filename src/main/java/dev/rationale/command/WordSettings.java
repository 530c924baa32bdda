package dev.rationale.command;

import dev.rationale.client.PublicUrl;
import dev.rationale.client.registration.ClientSettings;
import dev.rationale.context.ContextSettings;
import dev.rationale.hooks.HookSettings;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The settings of the service, read from where the service reads them: system properties, the environment, and
/// `config/application.yaml` in the folder the word is called in.
record WordSettings(SmallRyeConfig config) {
    private static final Path FILE = Path.of("config", "application.yaml");
    private static final int ABOVE_DEFAULTS = 260;

    static WordSettings read() {
        var builder = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withProfile("prod")
                .withValidateUnknown(false)
                .withMapping(ClientSettings.class)
                .withMapping(ContextSettings.class)
                .withMapping(HookSettings.class);
        try {
            if (Files.isReadable(FILE)) {
                builder.withSources(new YamlConfigSource(FILE.toUri().toURL(), ABOVE_DEFAULTS));
            }
            return new WordSettings(builder.build());
        } catch (IOException unreadable) {
            throw new WordFailure(FILE + " cannot be read");
        }
    }

    Optional<Path> clientFile() {
        return config.getConfigMapping(ClientSettings.class).file();
    }

    ContextSettings context() {
        return config.getConfigMapping(ContextSettings.class);
    }

    HookSettings hooks() {
        return config.getConfigMapping(HookSettings.class);
    }

    boolean dev() {
        return config.getOptionalValue("rationale.dev", Boolean.class).orElse(false);
    }

    /// The public URL.
    ///
    /// @param otherwise where none is configured
    PublicUrl publicUrl(Optional<String> otherwise) {
        return new PublicUrl(
                config.getOptionalValue("rationale.public-url", String.class).or(() -> otherwise),
                config.getOptionalValue("quarkus.http.host", String.class).orElse("127.0.0.1"),
                config.getOptionalValue("quarkus.http.port", Integer.class).orElse(8080),
                config.getOptionalValue("quarkus.http.root-path", String.class).orElse("/"));
    }

    /// Whether clients are told another URL than the one this machine would guess.
    boolean hasPublicUrl() {
        return config.getOptionalValue("rationale.public-url", String.class).isPresent();
    }
}
