package dev.rationale.context;

import dev.rationale.client.FhirBase;
import dev.rationale.client.ForbiddenAddresses;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// How FHIR servers are reached. Bases that are reached in the same way (proxy, authority, certificate) share one
/// client, which is made when it is first wanted and made anew when one of its files has changed.
@ApplicationScoped
public class FhirConnections {
    private static final Logger LOG = Logger.getLogger(FhirConnections.class);

    private final ContextSettings settings;
    private final ForbiddenAddresses forbidden;
    private final Map<Way, Made> made = new ConcurrentHashMap<>();

    @Inject
    public FhirConnections(ContextSettings settings) {
        this(settings, ForbiddenAddresses.ofThisMachine());
    }

    FhirConnections(ContextSettings settings, ForbiddenAddresses forbidden) {
        this.settings = settings;
        this.forbidden = forbidden;
    }

    /// How to reach a base, or why not.
    public sealed interface Connection {
        /// It follows no redirects and keeps no cookies.
        record Open(HttpClient client) implements Connection {}

        /// The base's name leads to an address that is never asked.
        record Forbidden() implements Connection {}

        /// What is registered for the base cannot be used.
        ///
        /// @param why for the person who registered it
        record Broken(String why) implements Connection {}
    }

    private record Way(
            @Nullable URI proxy,
            @Nullable Path certificateAuthority,
            @Nullable Path clientCertificate,
            @Nullable Path clientKey) {
        static Way to(FhirBase base) {
            return new Way(base.proxy(), base.certificateAuthority(), base.clientCertificate(), base.clientKey());
        }

        /// When its files were last written; changes when one of them does.
        List<FileTime> written() {
            var times = new ArrayList<FileTime>();
            for (var file : new Path[] {certificateAuthority, clientCertificate, clientKey}) {
                if (file != null) {
                    times.add(written(file));
                }
            }
            return times;
        }

        private static FileTime written(Path file) {
            try {
                return Files.getLastModifiedTime(file);
            } catch (IOException gone) {
                return FileTime.fromMillis(0);
            }
        }
    }

    private record Made(Connection connection, List<FileTime> written) {}

    /// The connection to a base. To be asked right before every request: a name may lead elsewhere than before.
    public Connection to(FhirBase base) {
        if (isForbidden(base)) {
            return new Connection.Forbidden();
        }
        var way = Way.to(base);
        var written = way.written();
        var known = made.get(way);
        return known != null && known.written().equals(written)
                ? known.connection()
                : made.compute(
                                way,
                                (_, before) ->
                                        before != null && before.written().equals(written)
                                                ? before
                                                : new Made(renewed(way, before), written))
                        .connection();
    }

    /// Behind a proxy it is the proxy that looks up the base's name.
    private boolean isForbidden(FhirBase base) {
        var host = base.url().getHost();
        var proxy = base.proxy();
        return proxy == null
                ? forbidden.contains(host)
                : ForbiddenAddresses.isForbiddenLiteral(host) || forbidden.contains(proxy.getHost());
    }

    /// A file that is half written must not end what works: the connection there was is kept until the next change.
    private Connection renewed(Way way, @Nullable Made before) {
        var connection = make(way);
        var open = before != null && before.connection() instanceof Connection.Open(HttpClient client) ? client : null;
        if (connection instanceof Connection.Broken(String why)) {
            LOG.warnf("A FHIR server's connection cannot be made: %s", why);
            return open == null ? connection : new Connection.Open(open);
        }
        if (open != null) {
            open.shutdown();
        }
        return connection;
    }

    private Connection make(Way way) {
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectWithin());
        var proxy = way.proxy();
        if (proxy != null && !("http".equals(proxy.getScheme()) && proxy.getPort() > 0)) {
            return new Connection.Broken("a proxy is named as http://HOST:PORT");
        }
        // Without a proxy of its own none is used, whatever the machine's settings say.
        builder.proxy(
                proxy == null
                        ? HttpClient.Builder.NO_PROXY
                        : ProxySelector.of(InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort())));
        try {
            Certificates.context(way.certificateAuthority(), way.clientCertificate(), way.clientKey())
                    .ifPresent(builder::sslContext);
        } catch (IOException | GeneralSecurityException unusable) {
            return new Connection.Broken(String.valueOf(unusable.getMessage()));
        }
        return new Connection.Open(builder.build());
    }

    @PreDestroy
    void close() {
        made.values().forEach(one -> {
            if (one.connection() instanceof Connection.Open(HttpClient client)) {
                client.shutdownNow();
            }
        });
    }
}
