package dev.rationale.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// What the launcher asks about a port of this machine; a program of its own so that no other tool is needed.
///
/// `free PORT` ends with 0 if the port can be bound. `await PORT TOKEN` ends with 0 once the service that was
/// started with this token is ready, and with 1 after three minutes or when the launcher is gone. An answer that
/// carries another token comes from another service and does not count.
public final class Readiness {
    static final String START_HEADER = "X-Rationale-Start";
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final Duration ONE_REQUEST = Duration.ofSeconds(2);

    private Readiness() {}

    /// Ends the JVM with the answer as its exit code.
    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[1]);
        boolean yes = arguments[0].equals("free") ? isFree(port) : awaitReady(port, arguments[2]);
        System.exit(yes ? 0 : 1);
    }

    static boolean isFree(int port) {
        try (ServerSocket bound = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return bound.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean awaitReady(int port, String token) throws InterruptedException {
        var launcher = ProcessHandle.current().parent();
        long end = System.nanoTime() + LONGEST.toNanos();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(ONE_REQUEST).build()) {
            while (System.nanoTime() < end
                    && launcher.map(ProcessHandle::isAlive).orElse(true)) {
                if (isReady(client, port, token)) {
                    return true;
                }
                Thread.sleep(PAUSE);
            }
        }
        return false;
    }

    static boolean isReady(HttpClient client, int port, String token) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(ONE_REQUEST)
                .build();
        try {
            var answer = client.send(request, BodyHandlers.discarding());
            return answer.statusCode() == 200
                    && answer.headers().firstValue(START_HEADER).orElse(token).equals(token);
        } catch (IOException _) {
            return false;
        }
    }
}
