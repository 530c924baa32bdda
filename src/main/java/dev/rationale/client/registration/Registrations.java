package dev.rationale.client.registration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.client.CdsClient;
import dev.rationale.client.registration.RegistrationStore.Change;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Every registered client: those of the file, read at start, and those of the database, read again every few
/// seconds, so that a change on one node reaches the others. While the database is away the last ones known hold.
@ApplicationScoped
@Startup
public class Registrations {
    private static final Logger LOG = Logger.getLogger(Registrations.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final RegistrationReader reader;
    private final RegistrationStore store;
    private final Clock clock;
    private final RegistrationFile file;
    private final Set<String> reported = new HashSet<>();
    private volatile Known known;
    private volatile boolean stopped;

    @Inject
    public Registrations(
            RegistrationFile file,
            DataSource source,
            Clock clock,
            @ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean dev) {
        this.reader = new RegistrationReader(dev);
        this.store = new RegistrationStore(source);
        this.clock = clock;
        this.file = file;
        this.known = Known.of(file.registrations(), false, 0);
    }

    /// What is known now.
    ///
    /// @param complete whether the database was read
    /// @param rows in the database, readable or not
    private record Known(
            List<Registration> all,
            Map<String, Registration> byName,
            Map<String, CdsClient> byIssuer,
            boolean complete,
            int rows) {
        static Known of(Collection<Registration> registrations, boolean complete, int rows) {
            return new Known(
                    registrations.stream()
                            .sorted(Comparator.comparing(one -> one.client().name()))
                            .toList(),
                    registrations.stream()
                            .collect(Collectors.toMap(one -> one.client().name(), one -> one, (one, _) -> one)),
                    registrations.stream()
                            .map(Registration::client)
                            .collect(Collectors.toMap(CdsClient::issuer, one -> one, (one, _) -> one)),
                    complete,
                    rows);
        }
    }

    /// How a change ended.
    public sealed interface Outcome {
        record Done(boolean created) implements Outcome {}

        record NotThere() implements Outcome {}

        record Refused(List<Problem> problems) implements Outcome {}

        /// It is the file's, or its issuer is another client's.
        record Conflict(Problem problem) implements Outcome {}

        record DatabaseAway() implements Outcome {}
    }

    @PostConstruct
    void start() {
        refresh();
        var thread = Thread.ofPlatform().name("client-registrations").daemon().start(this::keepFresh);
        assert thread.isDaemon();
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }

    private void keepFresh() {
        while (!stopped) {
            try {
                Thread.sleep(PAUSE);
                refresh();
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException unexpected) {
                LOG.errorf(
                        "the registrations could not be read: %s",
                        unexpected.getClass().getName());
            }
        }
    }

    /// Reads the database again.
    public synchronized void refresh() {
        store.load().ifPresent(rows -> {
            var all = new ArrayList<>(file.registrations());
            rows.forEach(row -> add(row, all));
            known = Known.of(all, true, rows.size());
        });
    }

    /// What the file has wins.
    private void add(RegistrationStore.Row row, List<Registration> all) {
        var reading = reader.read(row.name(), row.document());
        var client = reading.client()
                .filter(one -> all.stream()
                        .map(Registration::client)
                        .noneMatch(other -> other.name().equals(one.name())
                                || other.issuer().equals(one.issuer())));
        client.ifPresent(one -> all.add(new Registration(one, row.document(), Registration.Source.DATABASE)));
        if (client.isEmpty() && reported.add(row.name() + row.document() + reading.problems())) {
            LOG.errorf(
                    "the client %s of the database is not used: %s",
                    row.name(),
                    reading.problems().isEmpty() ? "the file has one of this name or issuer" : reading.problems());
        }
    }

    /// Whether all are known; false until the database could be read once.
    public boolean complete() {
        return known.complete();
    }

    /// Whether nobody is registered anywhere.
    public boolean none() {
        return known.complete() && known.all().isEmpty() && known.rows() == 0;
    }

    /// All of them, by their names.
    public List<Registration> all() {
        return known.all();
    }

    /// The one of this name.
    public Optional<Registration> find(String name) {
        return Optional.ofNullable(known.byName().get(name));
    }

    /// The client of this issuer.
    public Optional<CdsClient> ofIssuer(String issuer) {
        return Optional.ofNullable(known.byIssuer().get(issuer));
    }

    /// Registers a client in the database, or changes it.
    public Outcome put(String name, JsonNode document) {
        var reading = reader.read(name, document);
        if (reading.client().isEmpty()) {
            return new Outcome.Refused(reading.problems());
        }
        var issuer = reading.client().get().issuer();
        var conflict = conflict(name, issuer);
        if (conflict.isPresent()) {
            return new Outcome.Conflict(conflict.get());
        }
        var created = find(name).isEmpty();
        return outcome(store.put(name, issuer, document, clock.instant()), created);
    }

    private Optional<Problem> conflict(String name, String issuer) {
        if (isOfTheFile(name)) {
            return Optional.of(new Problem("name", "This client is in the file; change it there."));
        }
        return ofIssuer(issuer)
                .filter(other -> !other.name().equals(name))
                .map(other -> new Problem("issuer", "The client " + other.name() + " has this issuer."));
    }

    /// Removes a client from the database.
    public Outcome delete(String name) {
        return isOfTheFile(name)
                ? new Outcome.Conflict(new Problem("name", "This client is in the file; remove it there."))
                : outcome(store.delete(name), false);
    }

    private boolean isOfTheFile(String name) {
        return file.registrations().stream()
                .anyMatch(registration -> registration.client().name().equals(name));
    }

    private Outcome outcome(Change change, boolean created) {
        refresh();
        return switch (change) {
            case DONE -> new Outcome.Done(created);
            case NOT_THERE -> new Outcome.NotThere();
            case ISSUER_TAKEN -> new Outcome.Conflict(new Problem("issuer", "Another client has this issuer."));
            case DATABASE_AWAY -> new Outcome.DatabaseAway();
        };
    }
}
