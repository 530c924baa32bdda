package dev.rationale.client.token;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.rationale.client.ClientKeys;
import dev.rationale.client.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// An EHR's key set on a real HTTP server of the JDK.
final class KeyServer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile HttpHandler answer;

    KeyServer(Object keys) throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.answer = exchange -> send(exchange, 200, keys.toString().getBytes(StandardCharsets.UTF_8));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            answer.handle(exchange);
        });
        server.start();
    }

    void answers(HttpHandler handler) {
        answer = handler;
    }

    void answers(int status, Object body) {
        answer = exchange -> send(exchange, status, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    int asked() {
        return asked.get();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    }

    ClientKeys keys() {
        return new ClientKeys.Published(url(), Way.DIRECT, null);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
