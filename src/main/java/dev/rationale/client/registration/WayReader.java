package dev.rationale.client.registration;

import dev.rationale.client.Addresses;
import dev.rationale.client.ForbiddenAddresses;
import dev.rationale.client.Way;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads where a server of an EHR is and how it is reached: `url` beside `proxy`, `certificateAuthority`,
/// `clientCertificate` and `clientKey`.
final class WayReader {
    static final List<String> MEMBERS = List.of("proxy", "certificateAuthority", "clientCertificate", "clientKey");

    private final boolean dev;

    /// @param dev whether a server on the loopback interface may be without TLS
    WayReader(boolean dev) {
        this.dev = dev;
    }

    /// The members that an object has beside others.
    static String[] and(String... others) {
        return Stream.concat(Stream.of(others), MEMBERS.stream()).toArray(String[]::new);
    }

    Way read(Members server) {
        if (server.has("clientCertificate") != server.has("clientKey")) {
            server.problem("clientKey", "A certificate and its key belong together.");
        }
        var proxy = server.optionalText("proxy").flatMap(text -> proxy(text, server));
        return new Way(
                proxy.orElse(null),
                file(server, "certificateAuthority"),
                file(server, "clientCertificate"),
                file(server, "clientKey"));
    }

    /// An address that may be asked.
    ///
    /// @param name of the member it is in; empty where it is the whole
    Optional<URI> url(String text, Members server, String name) {
        var url = Addresses.secure(text, dev);
        if (url.isEmpty()) {
            problem(server, name, "This must be an https URL without a user, a query or a fragment.");
        }
        if (url.filter(one -> ForbiddenAddresses.isForbiddenLiteral(one.getHost()))
                .isPresent()) {
            problem(server, name, "Link-local and metadata addresses are never asked.");
            return Optional.empty();
        }
        return url;
    }

    private static void problem(Members server, String name, String text) {
        if (name.isEmpty()) {
            server.problem(text);
        } else {
            server.problem(name, text);
        }
    }

    private static Optional<URI> proxy(String text, Members server) {
        if (text.matches("http://[A-Za-z0-9.\\[\\]:-]+:\\d{1,5}/?")) {
            return Optional.of(URI.create(text));
        }
        server.problem(
                "proxy", "This must be the URL of a proxy with its port, such as http://proxy.example.org:3128.");
        return Optional.empty();
    }

    private static @Nullable Path file(Members server, String name) {
        var file = server.optionalText(name).map(Path::of);
        if (file.filter(path -> !Files.isReadable(path)).isPresent()) {
            server.problem(name, "There is no such file that can be read.");
        }
        return file.orElse(null);
    }
}
