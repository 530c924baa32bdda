package dev.rationale.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A CDS service and an EHR's FHIR base behind one real port; each address answers what a test set.
final class FakeHospital implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String posted = "";

    record Reply(int status, String body) {}

    FakeHospital() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
        server.createContext("/", this::answer);
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// @param address path and query
    void set(String address, int status, String body) {
        replies.put(address, new Reply(status, body));
    }

    /// Every address that was read, in order.
    List<String> asked() {
        return asked;
    }

    /// The body of the last call.
    String posted() {
        return posted;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String address = exchange.getRequestURI().toString();
        if (exchange.getRequestMethod().equals("POST")) {
            posted = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        } else {
            asked.add(address);
        }
        var reply = replies.getOrDefault(address, new Reply(404, "not here"));
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-Correlation-Id", "c-1");
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
