package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Stands before a FHIR server and answers its searches in pages of two rows, with next links on its own origin.
///
/// @param refused the searches it has no right to, as names and values; they are answered with 403
/// @param requests what it was asked, each as method and address
record PagingFront(
        HttpServer server,
        ForeignServer behind,
        Set<Map<String, String>> refused,
        Queue<String> requests,
        Map<String, List<JsonNode>> searches,
        AtomicInteger names)
        implements AutoCloseable {
    static final int ROWS = 2;
    private static final String PATH = "/fhir";

    static PagingFront before(ForeignServer behind) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var front = new PagingFront(
                    server,
                    behind,
                    ConcurrentHashMap.newKeySet(),
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentHashMap<>(),
                    new AtomicInteger());
            server.createContext(PATH, front::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return front;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Its FHIR base.
    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /// As if it was just started, but for the searches that it refuses from now on.
    void begin(Set<Map<String, String>> refusedFromNow) {
        requests.clear();
        refused.clear();
        refused.addAll(refusedFromNow);
    }

    long asked(Predicate<String> which) {
        return requests.stream().filter(which).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var address = exchange.getRequestURI();
            requests.add(exchange.getRequestMethod() + " " + address);
            var path = address.getRawPath().substring(PATH.length());
            var posted = path.endsWith("/_search");
            var query = posted
                    ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    : address.getRawQuery();
            if (query == null) {
                var read = behind.send("GET", path, "");
                send(exchange, read.statusCode(), read.body());
            } else if (path.isEmpty()) {
                var asked = Query.parameters(query);
                send(exchange, 200, page(asked.get("_search"), Integer.parseInt(asked.get("_from"))));
            } else {
                search(exchange, posted ? path.replace("/_search", "") : path, query);
            }
        }
    }

    private void search(HttpExchange exchange, String path, String query) throws IOException {
        if (refused.contains(Query.of(path.substring(1), query))) {
            send(exchange, 403, "{\"resourceType\":\"OperationOutcome\"}");
            return;
        }
        var whole = behind.send("GET", path + "?" + query.replaceAll("&_count=\\d+", "") + "&_count=1000", "");
        if (whole.statusCode() != 200) {
            send(exchange, whole.statusCode(), whole.body());
            return;
        }
        var rows = JSON.readTree(whole.body()).path("entry").valueStream().toList();
        var name = Integer.toString(names.incrementAndGet());
        searches.put(name, rows);
        send(exchange, 200, page(name, 0));
    }

    private String page(String search, int from) {
        var rows = searches.get(search);
        var bundle = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "searchset");
        var entries = bundle.putArray("entry");
        rows.stream().skip(from).limit(ROWS).forEach(row -> entries.add(entry(row.path("resource"))));
        if (from + ROWS < rows.size()) {
            bundle.putArray("link")
                    .addObject()
                    .put("relation", "next")
                    .put("url", base() + "?_search=" + search + "&_from=" + (from + ROWS));
        }
        return bundle.toString();
    }

    private ObjectNode entry(JsonNode resource) {
        var reference = resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
        return JSON.createObjectNode().put("fullUrl", base() + "/" + reference).set("resource", resource);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
