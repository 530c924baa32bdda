package dev.rationale.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// How the servers of EHRs are reached: those of FHIR and of key sets. Servers that are reached in the same [Way] share
/// one client, which is made when it is first wanted and made anew when one of its files has changed.
public final class Connections implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Connections.class);

    private final Duration connectWithin;
    private final ForbiddenAddresses forbidden;
    private final Map<Way, Made> made = new ConcurrentHashMap<>();

    /// @param connectWithin the most that making a connection may take
    public Connections(Duration connectWithin, ForbiddenAddresses forbidden) {
        this.connectWithin = connectWithin;
        this.forbidden = forbidden;
    }

    /// How to reach a server, or why not.
    public sealed interface Connection {
        /// It follows no redirects and keeps no cookies.
        record Open(HttpClient client) implements Connection {}

        /// The server's name leads to an address that is never asked.
        record Forbidden() implements Connection {}

        /// What is registered for the server cannot be used.
        ///
        /// @param why for the person who registered it
        record Broken(String why) implements Connection {}
    }

    private record Made(Connection connection, List<FileTime> written) {}

    /// The connection to the server of an address. To be asked right before every request: a name may lead elsewhere
    /// than before.
    public Connection to(URI url, Way way) {
        if (isForbidden(url.getHost(), way.proxy())) {
            return new Connection.Forbidden();
        }
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

    /// Behind a proxy it is the proxy that looks up the server's name.
    private boolean isForbidden(String host, @Nullable URI proxy) {
        return proxy == null
                ? forbidden.contains(host)
                : ForbiddenAddresses.isForbiddenLiteral(host) || forbidden.contains(proxy.getHost());
    }

    /// A file that is half written must not end what works: the connection there was is kept until the next change.
    private Connection renewed(Way way, @Nullable Made before) {
        var connection = make(way);
        var open = before != null && before.connection() instanceof Connection.Open(HttpClient client) ? client : null;
        if (connection instanceof Connection.Broken(String why)) {
            LOG.warnf("The connection to a server of an EHR cannot be made: %s", why);
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
                .connectTimeout(connectWithin);
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
            way.certificates().ifPresent(builder::sslContext);
        } catch (IOException | GeneralSecurityException unusable) {
            return new Connection.Broken(String.valueOf(unusable.getMessage()));
        }
        return new Connection.Open(builder.build());
    }

    /// Ends every connection.
    @Override
    public void close() {
        made.values().forEach(one -> {
            if (one.connection() instanceof Connection.Open(HttpClient client)) {
                client.shutdownNow();
            }
        });
    }
}
