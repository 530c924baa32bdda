package dev.rationale.client.token;

import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.cdshooks.StrictJson;
import dev.rationale.client.ClientKeys;
import dev.rationale.client.Connections;
import dev.rationale.client.Connections.Connection;
import dev.rationale.client.ForbiddenAddresses;
import dev.rationale.client.KeySet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// Fetches a registered key set, by the way that is registered for it: no redirects, no forbidden address, an end to
/// time and size.
final class KeyFetcher {
    private static final Logger LOG = Logger.getLogger(KeyFetcher.class);
    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final int LARGEST = 256 << 10;

    private final Connections connections;

    KeyFetcher(ForbiddenAddresses forbidden) {
        this.connections = new Connections(WITHIN, forbidden);
    }

    /// The set; empty when it cannot be had.
    Optional<KeySet> fetch(ClientKeys.Published keys) {
        return switch (connections.to(keys.url(), keys.way())) {
            case Connection.Open(HttpClient client) -> fetch(client, keys.url());
            case Connection.Forbidden() ->
                failed(keys.url(), "its address is link-local, a cloud's metadata, or cannot be found out");
            case Connection.Broken(String why) -> failed(keys.url(), why);
        };
    }

    private static Optional<KeySet> fetch(HttpClient client, URI url) {
        var request = HttpRequest.newBuilder(url)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        var exchange = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            var answer = exchange.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return answer.statusCode() == 200
                    ? read(url, answer.body())
                    : failed(url, "it answers " + answer.statusCode());
        } catch (TimeoutException slow) {
            return failed(url, "it does not answer within " + WITHIN.toSeconds() + " s");
        } catch (ExecutionException unreachable) {
            var why = unreachable.getCause() == null ? unreachable : unreachable.getCause();
            return failed(url, why.getClass().getSimpleName());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            exchange.cancel(true);
        }
    }

    private static Optional<KeySet> read(URI url, byte[] body) {
        try {
            var reading = KeySet.read(StrictJson.object(body));
            return reading.keys().size() == 0
                    ? failed(url, "it has no key that can be used")
                    : Optional.of(reading.keys());
        } catch (HookRefusal notJson) {
            return failed(url, "it is no JSON object");
        }
    }

    /// Ends every connection.
    void close() {
        connections.close();
    }

    private static Optional<KeySet> failed(URI url, String why) {
        LOG.warnf("the keys at %s cannot be had: %s", url, why);
        return Optional.empty();
    }
}
