package dev.rationale.sandbox.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/// A port of this machine that nobody listens on.
/// It lies below those that outgoing connections are given: while PostgreSQL restarts, a client
/// that tries to reconnect could otherwise be given PostgreSQL's own port.
final class FreePort {
    private static final int FIRST = 20_000;
    private static final int AFTER_LAST = 32_000;
    private static final int ATTEMPTS = 100;

    private FreePort() {}

    static int find() throws IOException {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var port = RandomGenerator.getDefault().nextInt(FIRST, AFTER_LAST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port was found between " + FIRST + " and " + AFTER_LAST);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
