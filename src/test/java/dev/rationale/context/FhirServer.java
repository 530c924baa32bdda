package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A tiny HTTP server that answers as it is told, and remembers what it was asked.
final class FhirServer implements AutoCloseable {
    /// What an answer does with an exchange.
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /// A request as it came.
    record Asked(String method, String target, String body, String authorization) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    FhirServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
    }

    /// Answers every target that begins like this; the first that fits wins.
    FhirServer on(String target, Answer answer) {
        answers.put(target, answer);
        return this;
    }

    FhirServer on(String target, JsonNode resource) {
        return on(target, status(200, resource.toString()));
    }

    static Answer status(int status, String body) {
        return exchange -> send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var stream = exchange.getResponseBody()) {
            stream.write(body);
        }
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /// The targets that were asked for, below the base.
    List<String> targets() {
        var targets = new ArrayList<String>();
        asked.forEach(one -> targets.add(one.target().replace("/fhir/", "")));
        return targets;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var target = exchange.getRequestURI().toString();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(new Asked(exchange.getRequestMethod(), target, body, authorization));
        var answer = answers.entrySet().stream()
                .filter(entry -> target.startsWith("/fhir/" + entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(status(404, "{\"resourceType\":\"OperationOutcome\"}"));
        answer.to(exchange);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
