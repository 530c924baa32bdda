package dev.rationale.client.registration;

import dev.rationale.client.Addresses;
import dev.rationale.client.FhirBase;
import dev.rationale.client.ForbiddenAddresses;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads `fhirBases`: each is a URL, or an object with `url` and how it is reached.
final class FhirBaseReader {
    private final boolean dev;

    FhirBaseReader(boolean dev) {
        this.dev = dev;
    }

    List<FhirBase> read(Members client) {
        var bases = new ArrayList<FhirBase>();
        for (var element : client.elements("fhirBases")) {
            var plain = element.itself();
            if (plain.isPresent()) {
                url(plain.get(), element, "").ifPresent(url -> bases.add(new FhirBase(url, null, null, null, null)));
            } else {
                whole(element).ifPresent(bases::add);
            }
        }
        if (bases.stream().map(FhirBase::url).distinct().count() < bases.size()) {
            client.problem("fhirBases", "A base is there twice.");
        }
        return List.copyOf(bases);
    }

    private Optional<FhirBase> whole(Members base) {
        base.only("url", "proxy", "certificateAuthority", "clientCertificate", "clientKey");
        if (base.has("clientCertificate") != base.has("clientKey")) {
            base.problem("clientKey", "A certificate and its key belong together.");
        }
        var proxy = base.optionalText("proxy").flatMap(text -> proxy(text, base));
        return url(base.text("url"), base, "url")
                .map(url -> new FhirBase(
                        url,
                        proxy.orElse(null),
                        file(base, "certificateAuthority"),
                        file(base, "clientCertificate"),
                        file(base, "clientKey")));
    }

    private Optional<URI> url(String text, Members base, String name) {
        var url = Addresses.secure(text.replaceFirst("/$", ""), dev);
        if (url.isEmpty()) {
            problem(base, name, "This must be an https URL without a user, a query or a fragment.");
        }
        if (url.filter(one -> ForbiddenAddresses.isForbiddenLiteral(one.getHost()))
                .isPresent()) {
            problem(base, name, "Link-local and metadata addresses are never asked.");
            return Optional.empty();
        }
        return url;
    }

    private static void problem(Members base, String name, String text) {
        if (name.isEmpty()) {
            base.problem(text);
        } else {
            base.problem(name, text);
        }
    }

    private static Optional<URI> proxy(String text, Members base) {
        if (text.matches("http://[A-Za-z0-9.\\[\\]:-]+:\\d{1,5}/?")) {
            return Optional.of(URI.create(text));
        }
        base.problem("proxy", "This must be the URL of a proxy with its port, such as http://proxy.example.org:3128.");
        return Optional.empty();
    }

    private static @Nullable Path file(Members base, String name) {
        var file = base.optionalText(name).map(Path::of);
        if (file.filter(path -> !Files.isReadable(path)).isPresent()) {
            base.problem(name, "There is no such file that can be read.");
        }
        return file.orElse(null);
    }
}
