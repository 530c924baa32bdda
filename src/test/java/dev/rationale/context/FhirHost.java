package dev.rationale.context;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.rationale.client.FhirBase;
import dev.rationale.client.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/// A FHIR server whose answers a test decides.
///
/// @param asked every request, as method and address
/// @param tokens the Authorization header of each, or `none`
public record FhirHost(HttpServer server, List<String> asked, List<String> tokens) implements AutoCloseable {
    static final String PAGE = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}";

    public static FhirHost plain(HttpHandler answering) throws IOException {
        return started(HttpServer.create(loopback(), 0), answering);
    }

    public static FhirHost secure(SSLContext context, boolean demandsCertificate, HttpHandler answering)
            throws IOException {
        var server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                var tls = context.getDefaultSSLParameters();
                tls.setNeedClientAuth(demandsCertificate);
                parameters.setSSLParameters(tls);
            }
        });
        return started(server, answering);
    }

    private static FhirHost started(HttpServer server, HttpHandler answering) {
        var host = new FhirHost(server, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
        server.createContext("/", exchange -> {
            try (exchange) {
                var token = exchange.getRequestHeaders().getFirst("Authorization");
                host.asked().add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                host.tokens().add(token == null ? "none" : token);
                answering.handle(exchange);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return host;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /// Answers every request with the same.
    public static HttpHandler always(int status, String body) {
        return exchange -> send(exchange, status, body);
    }

    public static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    public static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// Its base at the loopback address.
    public FhirBase base() {
        return base("127.0.0.1", null, null, null, null);
    }

    public FhirBase base(String host, URI proxy, Path authority, Path certificate, Path key) {
        var scheme = server instanceof HttpsServer ? "https" : "http";
        return new FhirBase(
                URI.create(scheme + "://" + host + ":" + port() + "/fhir"),
                new Way(proxy, authority, certificate, key));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
