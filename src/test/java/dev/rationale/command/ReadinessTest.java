package dev.rationale.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    @Test
    void tells_a_port_in_use_from_a_free_one() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertThat(Readiness.isFree(port)).isFalse();
        }
        assertThat(Readiness.isFree(port)).isTrue();
    }

    @Test
    void counts_an_answer_of_200_with_the_own_token_or_without_one() throws Exception {
        assertThat(isReady(200, "mine")).isTrue();
        assertThat(isReady(200, "")).isTrue();
        assertThat(isReady(200, "another")).isFalse();
        assertThat(isReady(503, "mine")).isFalse();
    }

    @Test
    void counts_silence_as_not_ready() throws Exception {
        int silent;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            silent = closed.getLocalPort();
        }
        try (var client = HttpClient.newHttpClient()) {
            assertThat(Readiness.isReady(client, silent, "mine")).isFalse();
        }
    }

    private static boolean isReady(int status, String token) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/q/health/ready", exchange -> {
            if (!token.isEmpty()) {
                exchange.getResponseHeaders().add(Readiness.START_HEADER, token);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try (var client = HttpClient.newHttpClient()) {
            return Readiness.isReady(client, server.getAddress().getPort(), "mine");
        } finally {
            server.stop(0);
        }
    }
}
