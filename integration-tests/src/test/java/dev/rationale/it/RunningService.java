package dev.rationale.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// The packaged service as a child process, with the database and the sandbox it brings along.
///
/// @param data where the database lives; kept when the service ends
public record RunningService(Process process, int port, Path data, Path log) implements AutoCloseable {
    private static final Duration STARTING = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// Starts it on a free port and waits until it is ready.
    ///
    /// @param settings such as `quarkus.log.level=TRACE`
    public static RunningService start(Path data, String... settings) {
        return start(data, freePort(), settings);
    }

    /// Starts it on a given port.
    public static RunningService start(Path data, int port, String... settings) {
        try {
            Files.createDirectories(data);
            var log = data.resolve("service.log");
            var process = new ProcessBuilder(command(data, port, settings))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            var service = new RunningService(process, port, data, log);
            service.awaitReady();
            return service;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> command(Path data, int port, String... settings) {
        var root =
                Path.of(System.getProperty("rationale.root")).toAbsolutePath().normalize();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Drationale.dev=true",
                "-Drationale.parent=" + ProcessHandle.current().pid(),
                "-Dquarkus.http.port=" + port,
                "-Drationale.data=" + data,
                "-Drationale.postgresql.binaries=" + root.resolve("target/postgresql"),
                "-Drationale.catalog.directory=" + root.resolve("cds-services")));
        for (var setting : settings) {
            command.add("-D" + setting);
        }
        command.add("-jar");
        command.add(System.getProperty(
                "rationale.jar",
                root.resolve("target/quarkus-app/quarkus-run.jar").toString()));
        return command;
    }

    /// The checkout's root.
    static Path root() {
        return Path.of(System.getProperty("rationale.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /// Several that are used later: below those that the system gives to whoever asks for any, so that nobody gets
    /// one of them meanwhile.
    static List<String> freePorts(int count) {
        return new Random()
                .ints(15_000, 32_000)
                .distinct()
                .filter(RunningService::isFree)
                .limit(count)
                .mapToObj(Integer::toString)
                .toList();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private void awaitReady() {
        var until = System.nanoTime() + STARTING.toNanos();
        while (System.nanoTime() < until) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the service ended with " + process.exitValue() + ":\n" + logText());
            }
            if (ready()) {
                return;
            }
            pause(Duration.ofMillis(100));
        }
        throw new IllegalStateException("the service did not become ready:\n" + logText());
    }

    private boolean ready() {
        try {
            var request = HttpRequest.newBuilder(URI.create(base() + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// The service's base address, without a trailing slash.
    public String base() {
        return "http://127.0.0.1:" + port;
    }

    /// The sandbox EHR's FHIR base.
    public String fhir() {
        return base() + "/sandbox/fhir";
    }

    /// All that it has logged so far.
    public String logText() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The postmaster's process, as PostgreSQL itself wrote it down.
    public Optional<ProcessHandle> postmaster() {
        try {
            var pid = Files.readAllLines(data.resolve("postgresql/postmaster.pid"))
                    .getFirst();
            return ProcessHandle.of(Long.parseLong(pid.strip()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /// Ends it without warning, as `kill -9` does.
    public void kill() {
        process.destroyForcibly();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the service does not end");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroy();
        await();
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
