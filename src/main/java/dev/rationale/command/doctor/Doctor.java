package dev.rationale.command.doctor;

import dev.rationale.catalog.DecisionService;
import dev.rationale.client.CdsClient;
import dev.rationale.client.ClientKeys;
import dev.rationale.client.Connections;
import dev.rationale.client.Connections.Connection;
import dev.rationale.client.FhirBases;
import dev.rationale.client.ForbiddenAddresses;
import dev.rationale.context.ContextGatherer;
import dev.rationale.context.ContextSettings;
import dev.rationale.context.FhirConnections;
import dev.rationale.context.FhirReader;
import dev.rationale.hooks.Discovery;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tries the connection of one registered client, step by step. Every step ends by itself.
public final class Doctor implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private final CdsClient client;
    private final List<DecisionService> offered;
    private final ForbiddenAddresses.Lookup lookup;
    private final Clock clock;
    private final Connections connections;
    private final PrefetchCheck prefetch;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// What is tried beside the servers themselves.
    ///
    /// @param base the one that the token and the patient are of; null: the only one that is registered
    /// @param token goes to that base and nowhere else
    /// @param scope of the token, where it does not name it itself
    public record Access(
            @Nullable String base,
            @Nullable String token,
            @Nullable String scope,
            @Nullable String patient) {
        boolean isOf(URI one, CdsClient client) {
            return base == null
                    ? client.fhirBases().size() == 1
                    : base.replaceFirst("/$", "").equals(one.toString());
        }

        @Nullable
        AccessToken accessToken() {
            return token == null ? null : new AccessToken(token, scope);
        }

        /// Says nothing of the token.
        @Override
        public String toString() {
            return "Access";
        }
    }

    /// @param offered every service there is
    /// @param waited the time a call has for its data
    public Doctor(
            CdsClient client,
            List<DecisionService> offered,
            ContextSettings settings,
            Duration waited,
            ForbiddenAddresses.Lookup lookup,
            Clock clock) {
        this.client = client;
        this.offered = offered;
        this.lookup = lookup;
        this.clock = clock;
        this.connections = new Connections(WITHIN, new ForbiddenAddresses(lookup));
        var reader = new FhirReader(new FhirConnections(settings), settings, clock);
        // A client that is registered is asked at its bases alone, in dev too.
        var gatherer = new ContextGatherer(new FhirBases(false), reader, settings, clock);
        this.prefetch = new PrefetchCheck(gatherer, clock, WITHIN, waited);
    }

    /// Tries everything and reports each step as it ends.
    public void examine(Access access, Consumer<Step> report) {
        RegistrationCheck.check(client, offered).forEach(report);
        if (client.keys() instanceof ClientKeys.Published published) {
            keys(Server.keys(published), report);
        }
        client.fhirBases().forEach(base -> fhir(Server.fhir(base), access, report));
    }

    private void keys(Server server, Consumer<Step> report) {
        var http = reached(server, report);
        if (http.isEmpty()) {
            report.accept(after(server, "key set"));
        } else {
            new KeysCheck(new Web(WITHIN), clocks()).check(server, client, http.get(), report);
        }
    }

    private ClockCheck clocks() {
        return new ClockCheck(clock, client);
    }

    private void fhir(Server server, Access access, Consumer<Step> report) {
        var http = reached(server, report);
        var needs = FhirNeeds.of(listed());
        if (http.isEmpty()) {
            report.accept(after(server, "metadata, smart-configuration"));
        } else if (new MetadataCheck(new Web(WITHIN), clocks()).check(server, http.get(), needs, report)) {
            report.accept(new SmartCheck(new Web(WITHIN)).check(server, http.get()));
        }
        if (access.isOf(server.url(), client)) {
            new TokenCheck(clock).check(server, access.accessToken(), needs, report);
            patient(server, access, http.isPresent(), report);
        } else {
            report.accept(Step.notTried(
                    server.step("token scopes, prefetch"),
                    "A token and a patient are of one base.",
                    "Say which with --fhir BASE, exactly as it is registered."));
        }
    }

    private List<DecisionService> listed() {
        return new Discovery(client).listed(offered);
    }

    private Optional<HttpClient> reached(Server server, Consumer<Step> report) {
        return isReached(server, report) ? http(server, report) : Optional.empty();
    }

    private Optional<HttpClient> http(Server server, Consumer<Step> report) {
        return switch (connections.to(server.url(), server.way())) {
            case Connection.Open(HttpClient http) -> Optional.of(http);
            case Connection.Forbidden() -> {
                report.accept(Step.wrong(
                        server.step("connection"),
                        "The name now leads to an address that is never asked.",
                        "Find out why its address changes."));
                yield Optional.empty();
            }
            case Connection.Broken(String why) -> {
                report.accept(Step.wrong(server.step("connection"), why + ".", "Correct the registration."));
                yield Optional.empty();
            }
        };
    }

    private void patient(Server server, Access access, boolean reached, Consumer<Step> report) {
        var patient = access.patient();
        if (!reached) {
            report.accept(after(server, "prefetch"));
        } else if (patient == null) {
            report.accept(Step.notTried(
                    server.step("prefetch"), "No patient is given.", "Give a test patient's id with --patient ID."));
        } else {
            for (var service : listed()) {
                for (var template : service.prefetch().entrySet()) {
                    report.accept(prefetch.check(server, client, service, template, patient, access.accessToken()));
                }
            }
        }
    }

    private boolean isReached(Server server, Consumer<Step> report) {
        var peer = new ConnectionCheck(lookup, WITHIN, threads).check(server, report);
        if (peer.isEmpty()) {
            report.accept(after(server, "TLS"));
            return false;
        }
        return new TlsCheck(clock, WITHIN).check(server, peer.get(), report);
    }

    private static Step after(Server server, String what) {
        return Step.notTried(server.step(what), "The server is not reached.", "Mend what is wrong above first.");
    }

    @Override
    public void close() {
        connections.close();
        threads.shutdownNow();
    }
}
