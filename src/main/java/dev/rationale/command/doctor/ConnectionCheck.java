package dev.rationale.command.doctor;

import dev.rationale.client.ForbiddenAddresses;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The name of a server and a connection to it.
final class ConnectionCheck {
    private final ForbiddenAddresses.Lookup lookup;
    private final Duration within;
    private final ExecutorService threads;

    ConnectionCheck(ForbiddenAddresses.Lookup lookup, Duration within, ExecutorService threads) {
        this.lookup = lookup;
        this.within = within;
        this.threads = threads;
    }

    /// The address at which the server, or its proxy, takes connections; empty when a step before that is wrong.
    Optional<InetAddress> check(Server server, Consumer<Step> report) {
        var step = server.step("name");
        if (server.way().proxy() != null && ForbiddenAddresses.isForbiddenLiteral(server.host())) {
            report.accept(forbidden(step, server.host()));
            return Optional.empty();
        }
        var addresses = addresses(server.peerHost());
        if (addresses.isEmpty()) {
            report.accept(Step.wrong(
                    step,
                    "The name " + server.peerHost() + " has no address here.",
                    "Correct the name in the registration, or let this machine's DNS know it."));
            return Optional.empty();
        }
        var refused = addresses.stream().filter(ConnectionCheck::isForbidden).findFirst();
        if (refused.isPresent()) {
            report.accept(forbidden(step, refused.get().getHostAddress()));
            return Optional.empty();
        }
        var listed = addresses.stream().map(InetAddress::getHostAddress).toList();
        var proxy = server.way().proxy() == null ? "" : "By the proxy: ";
        report.accept(Step.ok(step, proxy + server.peerHost() + " is " + String.join(", ", listed) + "."));
        return connects(server, addresses.getFirst(), report) ? Optional.of(addresses.getFirst()) : Optional.empty();
    }

    private static Step forbidden(String step, String address) {
        return Step.wrong(
                step,
                address + " is link-local, multicast, or a cloud's metadata service: it is never asked.",
                "Register a name that leads to the server's own address, or correct this machine's DNS.");
    }

    private static boolean isForbidden(InetAddress address) {
        return ForbiddenAddresses.isForbiddenLiteral(address.getHostAddress().replaceFirst("%.*", ""));
    }

    private List<InetAddress> addresses(String host) {
        var looking = threads.submit(() -> lookup.of(host));
        try {
            return Arrays.asList(looking.get(within.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException noAddress) {
            return List.of();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            looking.cancel(true);
        }
    }

    private boolean connects(Server server, InetAddress address, Consumer<Step> report) {
        var step = server.step("connection");
        var place = address.getHostAddress() + " port " + server.peerPort();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, server.peerPort()), Math.toIntExact(within.toMillis()));
            report.accept(Step.ok(step, "A connection to " + place + " can be made."));
            return true;
        } catch (ConnectException refused) {
            report.accept(Step.wrong(
                    step,
                    "Nothing takes connections at " + place + ".",
                    "Correct the port in the registration, or start the server there."));
        } catch (IOException failed) {
            report.accept(Step.wrong(
                    step,
                    "No connection to " + place + " within " + within.toSeconds() + " s.",
                    "Let the firewalls between this machine and the server pass it."));
        }
        return false;
    }
}
