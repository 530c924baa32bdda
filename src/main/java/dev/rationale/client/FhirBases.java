package dev.rationale.client;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Which FHIR server may be asked on a caller's behalf: those that are registered, exactly; in dev also every one on
/// the loopback interface. Nothing else is ever connected to.
@ApplicationScoped
public class FhirBases {
    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

    private final boolean dev;
    private final Set<String> registered;

    public FhirBases(
            ClientSettings settings, @ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean dev) {
        this.dev = dev;
        this.registered = settings.fhirBases().orElse(List.of()).stream()
                .map(FhirBases::withoutSlash)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The base to ask; empty when it may not be asked.
    public Optional<FhirBase> allowed(@Nullable String fhirServer) {
        if (fhirServer == null) {
            return Optional.empty();
        }
        var base = withoutSlash(fhirServer);
        var uri = URI.create(base);
        var plain = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
        var allowed = plain && (registered.contains(base) || (dev && loopback(uri.getHost())));
        return allowed ? Optional.of(new FhirBase(uri, null, null, null, null)) : Optional.empty();
    }

    private static boolean loopback(@Nullable String host) {
        return host != null && (LOOPBACK.contains(host) || host.matches("127(\\.\\d{1,3}){3}"));
    }

    private static String withoutSlash(String base) {
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
