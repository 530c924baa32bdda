package dev.rationale.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A FHIR server that others wrote: Medplum's router over its in-memory repository, as a child process of its own.
/// Its packages come from the npm registry by the lock file, once.
record MedplumServer(Process process, URI base) implements AutoCloseable {
    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path HOME = Path.of("target/medplum");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static MedplumServer start() {
        try {
            install();
            var process = new ProcessBuilder("node", "medplum.mjs")
                    .directory(HOME.toFile())
                    .redirectError(HOME.resolve("medplum.log").toFile())
                    .start();
            var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var port = said.readLine();
            if (port == null) {
                throw new IllegalStateException("Medplum did not start; it needs Node 20.19 or newer: "
                        + Files.readString(HOME.resolve("medplum.log")));
            }
            return new MedplumServer(process, URI.create("http://127.0.0.1:" + port));
        } catch (IOException noNode) {
            throw new UncheckedIOException("node and npm must be on the PATH; ./rationale test sees to it", noNode);
        }
    }

    /// Installs what the lock file names, unless it is there already.
    private static void install() throws IOException {
        Files.createDirectories(HOME);
        Files.copy(SOURCE.resolve("medplum.mjs"), HOME.resolve("medplum.mjs"), StandardCopyOption.REPLACE_EXISTING);
        var lock = HOME.resolve("package-lock.json");
        var done = HOME.resolve("installed");
        if (Files.exists(done) && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) == -1) {
            return;
        }
        Files.deleteIfExists(done);
        for (var file : List.of("package.json", "package-lock.json")) {
            Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        var npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(HOME.resolve("npm.log").toFile())
                .start();
        if (ended(npm) != 0) {
            throw new IllegalStateException("npm ci failed: " + Files.readString(HOME.resolve("npm.log")));
        }
        Files.createFile(done);
    }

    private static int ended(Process process) {
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// Forgets everything.
    void clear() {
        send("DELETE", "/", "");
    }

    /// Sends a Bundle of the type transaction.
    void transact(String bundle) {
        var answer = send("POST", "/", bundle);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Medplum answers " + answer.statusCode() + ": " + answer.body());
        }
    }

    /// @param path with the query, as it is appended to the base
    HttpResponse<String> send(String method, String path, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
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
        ended(process);
    }
}
