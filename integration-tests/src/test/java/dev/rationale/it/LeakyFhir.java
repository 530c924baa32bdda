package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// A FHIR server before the sandbox whose every answer carries canaries, in the way its base path says: `/good` passes
/// answers on, the others fail as servers do.
final class LeakyFhir implements AutoCloseable {
    private final HttpServer server;
    private final String sandbox;
    private final Canaries canaries;

    LeakyFhir(String sandbox, Canaries canaries) throws IOException {
        this.sandbox = sandbox;
        this.canaries = canaries;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String base(String way) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + way;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var address = exchange.getRequestURI().toString();
        var way = address.split("/", 3)[1];
        exchange.getResponseHeaders().add("Content-Type", "application/fhir+json");
        exchange.getResponseHeaders().add("X-Request-Id", canaries.next("fhir-header"));
        switch (way) {
            case "good" -> send(exchange, 200, planted(address.substring("/good".length())));
            case "outcome" -> send(exchange, 200, outcome());
            case "text" -> send(exchange, 200, canaries.next("fhir-text"));
            case "forbidden" -> send(exchange, 403, outcome());
            case "broken" -> send(exchange, 500, canaries.next("fhir-broken"));
            case "elsewhere" -> {
                exchange.getResponseHeaders().add("Location", base("good") + "/" + canaries.next("fhir-location"));
                send(exchange, 302, "");
            }
            default -> exchange.close();
        }
    }

    private String planted(String path) throws IOException {
        var resource = tree(RestAssured.given().urlEncodingEnabled(false).get(sandbox + path));
        canaries.plant(resource, "fhir");
        return resource.toString();
    }

    private String outcome() {
        JsonNode outcome = JSON.createObjectNode()
                .put("resourceType", "OperationOutcome")
                .set(
                        "issue",
                        JSON.createArrayNode()
                                .addObject()
                                .put("severity", "error")
                                .put("code", "exception")
                                .put("diagnostics", canaries.next("fhir-outcome")));
        return outcome.toString();
    }

    private static void send(HttpExchange exchange, int status, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
