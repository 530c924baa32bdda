package dev.rationale.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A wire to a server, which can be cut, mended, and made to swallow everything.
final class Wire implements AutoCloseable {
    private final int port = RunningService.freePort();
    private final int target;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile ServerSocket listening;
    private volatile boolean swallows;

    Wire(int target) {
        this.target = target;
    }

    int port() {
        return port;
    }

    Wire mend() {
        try {
            swallows = false;
            listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            var server = listening;
            Thread.ofVirtual().start(() -> accept(server));
            return this;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /// Connections are taken and never answered.
    Wire swallow() {
        mend();
        swallows = true;
        return this;
    }

    void cut() {
        try {
            if (listening != null) {
                listening.close();
            }
            for (var socket : open) {
                socket.close();
            }
            open.clear();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                var near = server.accept();
                open.add(near);
                if (!swallows) {
                    var far = new Socket(InetAddress.getLoopbackAddress(), target);
                    open.add(far);
                    Thread.ofVirtual().start(() -> copy(near, far));
                    Thread.ofVirtual().start(() -> copy(far, near));
                }
            } catch (IOException cut) {
                return;
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // Both ends are closed, which is what a cut wire is.
        }
    }

    @Override
    public void close() {
        cut();
    }
}
