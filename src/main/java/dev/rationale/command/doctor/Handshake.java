package dev.rationale.command.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/// TLS handshakes with one server, through its proxy if it has one. Nothing is sent after them.
final class Handshake {
    private static final int LONGEST_ANSWER = 8192;
    private static final String END_OF_ANSWER = "\r\n\r\n";
    private final Server server;
    private final InetAddress peer;
    private final int millis;

    Handshake(Server server, InetAddress peer, Duration within) {
        this.server = server;
        this.peer = peer;
        this.millis = Math.toIntExact(within.toMillis());
    }

    /// The certificates of a server that is trusted.
    ///
    /// @param named whether its certificate must name the host
    List<X509Certificate> with(SSLContext context, boolean named) throws IOException {
        try (var plain = new Socket()) {
            plain.setSoTimeout(millis);
            plain.connect(new InetSocketAddress(peer, server.peerPort()), millis);
            if (server.way().proxy() != null) {
                tunnel(plain);
            }
            var socket = context.getSocketFactory().createSocket(plain, server.host(), server.port(), true);
            try (var secure = (SSLSocket) socket) {
                var parameters = secure.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm(named ? "HTTPS" : null);
                secure.setSSLParameters(parameters);
                secure.startHandshake();
                return Arrays.stream(secure.getSession().getPeerCertificates())
                        .map(X509Certificate.class::cast)
                        .toList();
            }
        }
    }

    /// The certificates the server shows, trusted or not; none when it shows none.
    List<X509Certificate> shown() throws GeneralSecurityException {
        var witness = new CertificateWitness();
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {witness}, null);
        try {
            return with(context, false);
        } catch (IOException alwaysEndsSo) {
            return witness.seen();
        }
    }

    /// Asks the proxy for a way to the server ([RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#name-connect)).
    private void tunnel(Socket socket) throws IOException {
        var url = server.url();
        var target = url.getHost() + ":" + server.port();
        var asked = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + END_OF_ANSWER;
        socket.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        var answer = new StringBuilder();
        while (answer.length() < LONGEST_ANSWER && answer.indexOf(END_OF_ANSWER) < 0) {
            var one = socket.getInputStream().read();
            if (one < 0) {
                break;
            }
            answer.append((char) one);
        }
        if (!answer.toString().matches("(?s)HTTP/1\\.\\d 2\\d\\d.*")) {
            throw new TunnelRefused();
        }
    }

    /// The proxy does not let this server be reached.
    static final class TunnelRefused extends SSLException {
        private static final long serialVersionUID = 1L;

        TunnelRefused() {
            super("the proxy refuses");
        }
    }
}
