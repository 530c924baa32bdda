package dev.rationale.client;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Locale;
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

    /// The base that a patient's id belongs to, in one spelling: scheme and host in lower case, without the scheme's
    /// own port and without trailing slashes. A call that names none is about the only base that is registered;
    /// where there are several, or none, it cannot be known: empty.
    public String patientBase(@Nullable String fhirServer) {
        var named = fhirServer == null && registered.size() == 1
                ? registered.iterator().next()
                : fhirServer;
        if (named == null) {
            return "";
        }
        var uri = URI.create(named.replaceFirst("/+$", ""));
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        var host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        var usual = uri.getPort() == ("https".equals(scheme) ? 443 : 80);
        var port = uri.getPort() < 0 || usual ? "" : ":" + uri.getPort();
        return scheme + "://" + host + port + uri.getRawPath();
    }

    private static boolean loopback(@Nullable String host) {
        return host != null && (LOOPBACK.contains(host) || host.matches("127(\\.\\d{1,3}){3}"));
    }

    private static String withoutSlash(String base) {
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
