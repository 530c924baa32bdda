package dev.rationale.command.doctor;

import dev.rationale.client.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/// The files that are registered for a server, and its certificate.
final class TlsCheck {
    private static final long SOON_DAYS = 30;
    private final Clock clock;
    private final Duration within;

    TlsCheck(Clock clock, Duration within) {
        this.clock = clock;
        this.within = within;
    }

    /// Whether the server can be spoken with in private.
    boolean check(Server server, InetAddress peer, Consumer<Step> report) {
        var step = server.step("TLS");
        if (!server.isSecure()) {
            report.accept(Step.notTried(
                    step, "The address is http, which only dev takes.", "Outside dev, register an https address."));
            return true;
        }
        var context = context(server, report);
        if (context.isEmpty()) {
            return false;
        }
        try {
            var outcome = tried(step, new Handshake(server, peer, within), context.get(), server);
            report.accept(outcome);
            return !outcome.isWrong();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK speaks TLS", impossible);
        }
    }

    /// Of the registered files, or of the JDK where there are none.
    private static Optional<SSLContext> context(Server server, Consumer<Step> report) {
        var way = server.way();
        var step = server.step("certificate files");
        try {
            var own = way.certificates();
            if (own.isPresent()) {
                report.accept(Step.ok(step, files(way)));
                return own;
            }
            return Optional.of(SSLContext.getDefault());
        } catch (IOException | GeneralSecurityException unusable) {
            report.accept(Step.wrong(
                    step,
                    "Not usable: " + unusable.getMessage() + ".",
                    "Mend that file, or name another in the registration."));
            return Optional.empty();
        }
    }

    private static String files(Way way) {
        var authority = way.certificateAuthority() == null ? "" : "The private authority can be read. ";
        var own = way.clientCertificate() == null ? "" : "The client certificate and its key are a pair.";
        return (authority + own).strip();
    }

    private Step tried(String step, Handshake handshake, SSLContext context, Server server)
            throws GeneralSecurityException {
        try {
            return good(step, handshake.with(context, true).getFirst());
        } catch (Handshake.TunnelRefused refused) {
            return Step.wrong(
                    step,
                    "The proxy does not let this server be reached.",
                    "Have " + server.host() + ":" + server.port() + " allowed at the proxy for this machine.");
        } catch (IOException failed) {
            var shown = handshake.shown();
            return shown.isEmpty() ? nothingShown(step) : untrusted(step, shown, misnamed(handshake, context), server);
        }
    }

    private static boolean misnamed(Handshake handshake, SSLContext context) {
        try {
            return !handshake.with(context, false).isEmpty();
        } catch (IOException notTheNameAlone) {
            return false;
        }
    }

    private Step good(String step, X509Certificate own) {
        var days =
                Duration.between(clock.instant(), own.getNotAfter().toInstant()).toDays();
        return new Step(
                Step.Verdict.OK,
                step,
                "The certificate is trusted, names the host, and is good for " + days + " more days.",
                days < SOON_DAYS ? "Have it renewed before then." : "");
    }

    private static Step nothingShown(String step) {
        return Step.wrong(
                step,
                "The server does not speak TLS 1.2 or 1.3 here, or ended the handshake.",
                "See that the registered port is the one for https.");
    }

    private Step untrusted(String step, List<X509Certificate> shown, boolean misnamed, Server server) {
        var now = clock.instant();
        for (var one : shown) {
            if (one.getNotAfter().toInstant().isBefore(now)) {
                return Step.wrong(
                        step,
                        "The certificate " + subject(one) + " expired on "
                                + day(one.getNotAfter().toInstant()) + ".",
                        "Have the server's certificate renewed.");
            }
            if (one.getNotBefore().toInstant().isAfter(now)) {
                return Step.wrong(
                        step,
                        "The certificate " + subject(one) + " is not valid before "
                                + day(one.getNotBefore().toInstant()) + ".",
                        "Set this machine's clock right, or have the server's certificate replaced.");
            }
        }
        return misnamed ? misnamed(step, shown.getFirst(), server) : notSigned(step, shown, server);
    }

    private static Step misnamed(String step, X509Certificate own, Server server) {
        return Step.wrong(
                step,
                "The certificate is for " + names(own) + ", not for " + server.host() + ".",
                "Register the name the certificate has, or have one made that names " + server.host() + ".");
    }

    private static Step notSigned(String step, List<X509Certificate> shown, Server server) {
        var issuer = shown.getLast().getIssuerX500Principal().getName();
        return server.way().certificateAuthority() == null
                ? Step.wrong(
                        step,
                        "The certificate is signed by " + issuer + ", which the JDK does not trust.",
                        "Have the server send its whole chain; a private authority is named in certificateAuthority.")
                : Step.wrong(
                        step,
                        "The certificate is signed by " + issuer + ", not by the registered certificateAuthority.",
                        "Put the PEM file of the authority that signed it there; no other is trusted then.");
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, "2026-01-01".length());
    }

    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static String names(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? "no host at all"
                    : names.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.joining(", "));
        } catch (java.security.cert.CertificateParsingException unreadable) {
            return "names that cannot be read";
        }
    }
}
