package dev.rationale.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plain HTTP for the words: what cannot be reached is said as a person would say it.
final class WebClient implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(30);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .build();
    private final ObjectMapper json = new ObjectMapper();

    /// What came back, whatever its status.
    record Answer(URI address, int status, String body, JsonNode tree, Optional<String> correlationId) {
        boolean isOk() {
            return status == 200;
        }

        /// False where the body was no JSON object or array.
        boolean isJson() {
            return tree.isContainerNode();
        }

        boolean isOutcome() {
            return tree.path("resourceType").asText().equals("OperationOutcome");
        }

        /// The status, and what an OperationOutcome says about it, one line for each issue.
        String said() {
            List<String> lines = new ArrayList<>();
            lines.add(Integer.toString(status));
            for (JsonNode issue : tree.path("issue")) {
                String text = issue.path("diagnostics")
                        .asText(issue.path("details").path("text").asText());
                String where = issue.path("expression").path(0).asText();
                lines.add(
                        "  " + issue.path("code").asText() + (where.isEmpty() ? "" : " (" + where + ")") + ": " + text);
            }
            return PlainText.printable(String.join("\n", lines));
        }
    }

    Answer get(URI address, String accepted) {
        return get(address, accepted, null);
    }

    /// @param token of the one who asks
    Answer get(URI address, String accepted, @Nullable String token) {
        var request = HttpRequest.newBuilder(address).header("Accept", accepted);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request);
    }

    Answer post(URI address, JsonNode body) {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private Answer send(HttpRequest.Builder request) {
        HttpRequest whole = request.timeout(ANSWERING).build();
        try {
            var answer = client.send(whole, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    whole.uri(),
                    answer.statusCode(),
                    answer.body(),
                    tree(answer.body()),
                    answer.headers().firstValue("X-Correlation-Id"));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new WordFailure("interrupted");
        } catch (IOException failure) {
            throw new WordFailure(unreachable(whole.uri(), failure));
        }
    }

    private static String unreachable(URI address, IOException failure) {
        String origin = address.getScheme() + "://" + address.getAuthority();
        return failure instanceof ConnectException
                ? "nothing answers at " + origin
                : "no answer from " + origin + " (" + failure.getClass().getSimpleName() + ")";
    }

    private JsonNode tree(String body) {
        try {
            return json.readTree(body);
        } catch (IOException _) {
            return json.missingNode();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
