package dev.rationale.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/// What a registered address may look like.
public final class Addresses {
    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

    private Addresses() {}

    /// Whether it leads to this machine only, by its name alone.
    public static boolean isLoopback(URI uri) {
        var host = uri.getHost();
        return host != null && (LOOPBACK.contains(host) || host.matches("127(\\.\\d{1,3}){3}"));
    }

    /// The URL in a text: https, in dev also http on the loopback interface; with a host, and without a user, a
    /// query or a fragment.
    public static Optional<URI> secure(String text, boolean dev) {
        try {
            var uri = new URI(text);
            var plain = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            var scheme = "https".equals(uri.getScheme()) || (dev && "http".equals(uri.getScheme()) && isLoopback(uri));
            return plain && scheme ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
