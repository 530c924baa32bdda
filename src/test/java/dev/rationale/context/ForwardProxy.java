package dev.rationale.context;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy that tunnels on CONNECT and takes every name for the loopback address.
///
/// @param heads the head of every request that came, before the tunnel
public record ForwardProxy(ServerSocket socket, List<String> heads) implements AutoCloseable {
    public static ForwardProxy start() throws IOException {
        var proxy = new ForwardProxy(
                new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), new CopyOnWriteArrayList<>());
        Thread.ofVirtual().start(proxy::serve);
        return proxy;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> tunnel(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void tunnel(Socket client) {
        try (client) {
            var from = new BufferedInputStream(client.getInputStream());
            var head = head(from);
            heads.add(head);
            var target = head.split(" ", -1)[1];
            try (var server = new Socket(
                    InetAddress.getLoopbackAddress(),
                    Integer.parseInt(target.substring(target.lastIndexOf(':') + 1)))) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                var back = Thread.ofVirtual().start(() -> pass(server, client));
                from.transferTo(server.getOutputStream());
                server.shutdownOutput();
                back.join();
            }
        } catch (IOException | InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    private static String head(InputStream from) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var one = from.read();
            if (one < 0) {
                // Who only looks whether somebody takes connections asks for nothing.
                throw new IOException("it hung up");
            }
            head.append((char) one);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
