package dev.rationale.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A FHIR server that others wrote, as a child process that prints its port and ends with its standard input.
///
/// @param base its FHIR base
record ForeignServer(Process process, URI base) implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// @param path of the base
    /// @param log where its standard error goes
    static ForeignServer start(List<String> command, Path folder, String path, Path log) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(log.toFile())
                    .start();
            var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var port = said.lines().filter(line -> line.matches("\\d{1,5}")).findFirst();
            if (port.isEmpty()) {
                throw new IllegalStateException(command.getFirst() + " ended before it was ready; see " + log);
            }
            return new ForeignServer(process, URI.create("http://127.0.0.1:" + port.get() + path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int ended(Process process, int minutes) {
        try {
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// Sends a Bundle of the type transaction.
    void transact(String bundle) {
        var answer = send("POST", "", bundle);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(base + " answers " + answer.statusCode() + ": " + answer.body());
        }
    }

    /// @param path with the query, as it is appended to the base
    HttpResponse<String> send(String method, String path, String body) {
        var type = path.endsWith("/_search") ? "application/x-www-form-urlencoded" : "application/fhir+json";
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .header("Content-Type", type)
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroy();
        ended(process, 1);
    }
}
