package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.cdshooks.StrictJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    private final HttpClient client;
    private final ContextSettings settings;
    private final Clock clock;

    public FhirReader(ContextSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectWithin())
                .build();
    }

    /// What a FHIR server answered.
    sealed interface Answer {
        record Page(JsonNode document) implements Answer {}

        record None(Part.Why why, @Nullable Integer status) implements Answer {}
    }

    /// Reads an address as it is: one resource, or a page that a server named itself.
    Answer read(URI address, @Nullable String token, Instant deadline) {
        return answer(request(address, token).GET().build(), deadline);
    }

    /// Searches; as a POST where the address would be too long for servers and the proxies before them.
    Answer search(URI address, @Nullable String token, Instant deadline) {
        var query = address.getRawQuery();
        if (query == null || address.toString().length() <= LONGEST_URL) {
            return read(address, token, deadline);
        }
        var path = address.toString().substring(0, address.toString().indexOf('?'));
        var request = request(URI.create(path + "/_search"), token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(query))
                .build();
        return answer(request, deadline);
    }

    private Answer answer(HttpRequest request, Instant deadline) {
        var left = Duration.between(clock.instant(), deadline);
        if (left.isNegative() || left.isZero()) {
            return new Answer.None(Part.Why.TIMEOUT, null);
        }
        var exchange = client.sendAsync(
                request,
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), settings.maxPageBytes()));
        try {
            return answer(exchange.get(left.toNanos(), TimeUnit.NANOSECONDS));
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

    private static HttpRequest.Builder request(URI address, @Nullable String token) {
        var request = HttpRequest.newBuilder(address)
                .header("Accept", "application/fhir+json")
                .header("Accept-Encoding", "gzip");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer answer(HttpResponse<byte[]> response) {
        var status = response.statusCode();
        return switch (status) {
            case 200 -> page(response);
            case 404, 410 -> new Answer.None(Part.Why.NOT_FOUND, status);
            case 401, 403 -> new Answer.None(Part.Why.FORBIDDEN, status);
            default -> new Answer.None(Part.Why.FAILED, status);
        };
    }

    private Answer page(HttpResponse<byte[]> response) {
        try {
            var packed =
                    response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
            var document = StrictJson.object(packed ? unpacked(response.body()) : response.body());
            var type = document.path("resourceType").asText("");
            return type.isEmpty() || type.equals("OperationOutcome")
                    ? new Answer.None(Part.Why.FAILED, 200)
                    : new Answer.Page(document);
        } catch (IOException | HookRefusal notFhir) {
            return new Answer.None(Part.Why.FAILED, 200);
        }
    }

    /// Stops at the limit, whatever a small body swells to.
    private byte[] unpacked(byte[] body) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
            var bytes = stream.readNBytes(settings.maxPageBytes() + 1);
            if (bytes.length > settings.maxPageBytes()) {
                throw new IOException("larger than the limit");
            }
            return bytes;
        }
    }
}
