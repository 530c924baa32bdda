package dev.rationale.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Which FHIR server may be asked on a client's behalf: those that are registered for it, exactly; in dev, where no
/// client is registered, every one on the loopback interface. Nothing else is ever connected to.
@ApplicationScoped
public class FhirBases {
    private final boolean dev;
    private final ForbiddenAddresses forbidden;

    @Inject
    public FhirBases(@ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean dev) {
        this(dev, ForbiddenAddresses.ofThisMachine());
    }

    FhirBases(boolean dev, ForbiddenAddresses forbidden) {
        this.dev = dev;
        this.forbidden = forbidden;
    }

    /// The base to ask; empty when it may not be asked.
    ///
    /// @param fhirServer as the call names it; a trailing slash does not matter, everything else does
    public Optional<FhirBase> allowed(CdsClient client, @Nullable String fhirServer) {
        if (fhirServer == null) {
            return Optional.empty();
        }
        var base = withoutSlash(fhirServer);
        return client.isOpen()
                ? onLoopback(URI.create(base))
                : client.fhirBases().stream()
                        .filter(registered -> registered.url().toString().equals(base))
                        .filter(registered ->
                                !forbidden.contains(registered.url().getHost()))
                        .findFirst();
    }

    private Optional<FhirBase> onLoopback(URI uri) {
        var plain = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
        return dev && plain && Addresses.isLoopback(uri) ? Optional.of(new FhirBase(uri)) : Optional.empty();
    }

    /// The base that a patient's id belongs to, in one spelling: scheme and host in lower case, without the scheme's
    /// own port and without trailing slashes. A call that names none is about the only base that is registered;
    /// where there are several, or none, it cannot be known: empty.
    public String patientBase(CdsClient client, @Nullable String fhirServer) {
        var registered = client.fhirBases();
        var named = fhirServer == null && registered.size() == 1
                ? registered.getFirst().url().toString()
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

    static String withoutSlash(String base) {
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
