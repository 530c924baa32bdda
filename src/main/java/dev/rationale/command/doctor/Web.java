package dev.rationale.command.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.cdshooks.StrictJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Asks an address once: no redirects, an end to time and size.
final class Web {
    private final Duration within;

    Web(Duration within) {
        this.within = within;
    }

    /// What came of asking.
    sealed interface Answer {
        /// Something came.
        ///
        /// @param document missing where the body is no JSON object
        record Came(int status, String type, Optional<String> date, JsonNode document, Optional<String> location)
                implements Answer {}

        /// Nothing came.
        ///
        /// @param finding why
        record Nothing(String finding, String advice) implements Answer {}
    }

    /// @param largest body, in bytes
    Answer get(HttpClient client, URI url, String accepted, int largest) {
        var request = HttpRequest.newBuilder(url).header("Accept", accepted).build();
        var exchange = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), largest));
        try {
            return came(exchange.get(within.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            return new Answer.Nothing(
                    "No answer within " + within.toSeconds() + " s.", "Ask the server's people why it is so slow.");
        } catch (ExecutionException failed) {
            return nothing(failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.Nothing("Interrupted.", "Try again.");
        } finally {
            exchange.cancel(true);
        }
    }

    /// With TLS 1.3 a server refuses a client's certificate only after the handshake; its alert may be lost when it
    /// hangs up at once.
    private static Answer nothing(Throwable why) {
        var said = String.valueOf(why.getMessage());
        if (why instanceof SSLException && said.matches(".*(certificate_required|bad_certificate|unknown_ca).*")) {
            return new Answer.Nothing(
                    "The server demands a client certificate and was not content with "
                            + (said.contains("required") ? "none." : "ours."),
                    "Register clientCertificate and clientKey, made by an authority that the server trusts.");
        }
        return new Answer.Nothing(
                "The connection ended before an answer came (" + why.getClass().getSimpleName()
                        + "). A server that demands a client certificate may end it like this.",
                "See the server's own log, that the registered port is the one for its protocol, and whether it wants"
                        + " a clientCertificate.");
    }

    private static Answer came(HttpResponse<byte[]> response) {
        var headers = response.headers();
        return new Answer.Came(
                response.statusCode(),
                headers.firstValue("Content-Type").orElse("no content type"),
                headers.firstValue("Date"),
                document(response.body()),
                headers.firstValue("Location"));
    }

    private static JsonNode document(byte[] body) {
        try {
            return StrictJson.object(body);
        } catch (HookRefusal notJson) {
            return MissingNode.getInstance();
        }
    }

    /// What a status that is not 200 means.
    static Step status(String step, Answer.Came came) {
        var status = "It answers " + came.status() + ".";
        return switch (came.status() / 100) {
            case 3 ->
                Step.wrong(
                        step,
                        "It answers " + came.status() + " and leads to "
                                + came.location().orElse("nowhere") + ".",
                        "Register the address it leads to: redirects are never followed.");
            case 4 ->
                Step.wrong(
                        step,
                        status,
                        came.status() == 401 || came.status() == 403
                                ? "Have it published to everybody, as its standard asks, or opened to this machine."
                                : "Correct the registered address.");
            default -> Step.wrong(step, status, "Ask the server's people what its log says.");
        };
    }
}
