package dev.rationale.context;

import dev.rationale.client.FhirBase;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one call may ask of a FHIR server.
///
/// @param token which goes to this base and nowhere else
/// @param deadline after which nothing is waited for
/// @param allowance bytes that the whole call may still take
record FhirAccess(FhirBase base, @Nullable String token, Instant deadline, Allowance allowance) {
    private static final String SECURE = "https";
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    URI address(PrefetchQuery query) {
        return URI.create(base.url() + "/" + query.path());
    }

    /// The address of a next link, if it is one of the same server and of the same base.
    Optional<URI> next(String link) {
        try {
            var address = URI.create(base.url() + "/").resolve(link.replace("|", "%7C"));
            return !link.isBlank() && isSameOrigin(address) && isBelow(address)
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private boolean isSameOrigin(URI address) {
        var url = base.url();
        return url.getScheme().equalsIgnoreCase(address.getScheme())
                && url.getHost().equalsIgnoreCase(address.getHost())
                && port(url) == port(address)
                && address.getRawUserInfo() == null;
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase(SECURE) ? HTTPS_PORT : HTTP_PORT;
    }

    /// Dots that lead out of the base are refused however they are written.
    private boolean isBelow(URI address) {
        var path = address.normalize().getPath();
        var home = base.url().getPath();
        return (path.equals(home) || path.startsWith(home + "/"))
                && Arrays.stream(path.split("/", -1)).noneMatch(step -> step.equals(".") || step.equals(".."))
                && !path.contains("\\");
    }

    /// The token stays out of logs.
    @Override
    public String toString() {
        return "FhirAccess to " + base.url();
    }
}
