package dev.rationale.command;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// Stands for the packaged service in tests of the launcher: ready at once, and it notes that it was stopped well.
public final class FakeService {
    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        Path kept = Path.of(System.getProperty("rationale.data"));
        if (Files.exists(kept.resolve("die"))) {
            System.out.println("the reason it died of");
            System.exit(3);
        }
        int port = Integer.getInteger("quarkus.http.port");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add(Readiness.START_HEADER, System.getProperty("rationale.start-token"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> note(kept.resolve("stopped"))));
        server.start();
    }

    private static void note(Path file) {
        try {
            Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
