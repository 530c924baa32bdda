package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.cdshooks.StrictJson;
import dev.rationale.client.Connections.Connection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Reads one page from a FHIR server: no redirects, the token to that server only, an end to time and size.
@ApplicationScoped
public class FhirReader {
    /// Longer addresses are sent as POST `_search`.
    private static final int LONGEST_URL = 2000;

    /// Up to here a server that does not know POST `_search` is asked by GET all the same.
    private static final int LONGEST_URL_BY_NEED = 8000;

    private static final Set<Integer> POST_UNKNOWN = Set.of(404, 405, 501);

    private final FhirConnections connections;
    private final ContextSettings settings;
    private final Clock clock;

    public FhirReader(FhirConnections connections, ContextSettings settings, Clock clock) {
        this.connections = connections;
        this.settings = settings;
        this.clock = clock;
    }

    /// What a FHIR server answered.
    sealed interface Answer {
        record Page(JsonNode document) implements Answer {}

        record None(Part.Why why, @Nullable Integer status) implements Answer {}
    }

    /// Reads an address as it is: one resource, or a page that the server named itself.
    Answer read(URI address, FhirAccess access) {
        return send(request(address, access).GET(), access);
    }

    /// Searches; as a POST where the address would be too long for servers and the proxies before them.
    Answer search(URI address, FhirAccess access) {
        var query = address.getRawQuery();
        if (query == null || address.toString().length() <= LONGEST_URL) {
            return read(address, access);
        }
        var searched = send(posted(address, query, access), access);
        var postUnknown = searched instanceof Answer.None(Part.Why _, Integer status)
                && status != null
                && POST_UNKNOWN.contains(status);
        return postUnknown && address.toString().length() <= LONGEST_URL_BY_NEED ? read(address, access) : searched;
    }

    private static HttpRequest.Builder posted(URI address, String query, FhirAccess access) {
        var path = address.toString().substring(0, address.toString().indexOf('?'));
        return request(URI.create(path + "/_search"), access)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(query));
    }

    private static HttpRequest.Builder request(URI address, FhirAccess access) {
        var builder = HttpRequest.newBuilder(address)
                .header("Accept", "application/fhir+json")
                .header("Accept-Encoding", "gzip");
        if (access.token() != null) {
            builder.header("Authorization", "Bearer " + access.token());
        }
        return builder;
    }

    private Answer send(HttpRequest.Builder request, FhirAccess access) {
        return switch (connections.to(access.base())) {
            case Connection.Open(HttpClient client) -> send(client, request.build(), access);
            case Connection.Forbidden() -> new Answer.None(Part.Why.FORBIDDEN, null);
            case Connection.Broken(String _) -> new Answer.None(Part.Why.FAILED, null);
        };
    }

    private Answer send(HttpClient client, HttpRequest request, FhirAccess access) {
        var left = Duration.between(clock.instant(), access.deadline());
        if (left.isNegative() || left.isZero()) {
            return new Answer.None(Part.Why.TIMEOUT, null);
        }
        var exchange = client.sendAsync(request, _ -> new CappedBody(settings.maxPageBytes(), access.allowance()));
        try {
            return answer(exchange.get(left.toNanos(), TimeUnit.NANOSECONDS), access);
        } catch (TimeoutException late) {
            return new Answer.None(Part.Why.TIMEOUT, null);
        } catch (ExecutionException failed) {
            return new Answer.None(Part.Why.FAILED, null);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.None(Part.Why.TIMEOUT, null);
        } finally {
            // A body that drips on after the deadline is dropped with its connection.
            exchange.cancel(true);
        }
    }

    private Answer answer(HttpResponse<byte[]> response, FhirAccess access) {
        var status = response.statusCode();
        return switch (status) {
            case 200 -> page(response, access);
            case 404, 410 -> new Answer.None(Part.Why.NOT_FOUND, status);
            case 401, 403 -> new Answer.None(Part.Why.FORBIDDEN, status);
            default -> new Answer.None(Part.Why.FAILED, status);
        };
    }

    private Answer page(HttpResponse<byte[]> response, FhirAccess access) {
        try {
            var document = StrictJson.object(plain(response, access));
            var type = document.path("resourceType").asText("");
            return type.isEmpty() || type.equals("OperationOutcome")
                    ? new Answer.None(Part.Why.FAILED, 200)
                    : new Answer.Page(document);
        } catch (IOException | HookRefusal notFhir) {
            return new Answer.None(Part.Why.FAILED, 200);
        }
    }

    private byte[] plain(HttpResponse<byte[]> response, FhirAccess access) throws IOException {
        var encodings = response.headers().allValues("Content-Encoding");
        var encoding = String.join(",", encodings).strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> response.body();
            case "gzip", "x-gzip" -> unpacked(response.body(), access);
            default -> throw new IOException("an encoding that was not asked for");
        };
    }

    /// Stops at the limit, whatever a small body swells to.
    private byte[] unpacked(byte[] body, FhirAccess access) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
            var bytes = stream.readNBytes(settings.maxPageBytes() + 1);
            if (bytes.length > settings.maxPageBytes() || !access.allowance().take(bytes.length)) {
                throw new IOException("larger than the limit");
            }
            return bytes;
        }
    }
}
