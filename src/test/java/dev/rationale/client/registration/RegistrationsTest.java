package dev.rationale.client.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.client.ClientDatabase;
import dev.rationale.client.Ehr;
import dev.rationale.client.registration.Registrations.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real PostgreSQL.
class RegistrationsTest {
    private static final RegistrationFile NO_FILE = new RegistrationFile(Optional::empty, true);
    private static final Ehr EHR = Ehr.es384("key-1");

    @TempDir
    private Path folder;

    private final ClientDatabase database = ClientDatabase.migrated();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("clients.yaml");
        Files.writeString(
                file,
                Ehr.JSON
                        .createObjectNode()
                        .set("of-the-file", EHR.registration().put("issuer", "https://file.example.org/"))
                        .toString());
    }

    private Registrations node(Optional<Path> clients) {
        var node = new Registrations(new RegistrationFile(() -> clients, true), database, Clock.systemUTC(), true);
        node.refresh();
        return node;
    }

    private Registrations node() {
        return node(Optional.empty());
    }

    @Test
    void registers_changes_and_removes_a_client() {
        var node = node();
        assertThat(node.none()).isTrue();
        assertThat(node.put("ehr", EHR.registration())).isEqualTo(new Outcome.Done(true));
        assertThat(node.none()).isFalse();
        assertThat(node.ofIssuer(Ehr.ISSUER))
                .hasValueSatisfying(one -> assertThat(one.strict()).isFalse());
        assertThat(node.put("ehr", EHR.registration().put("strict", true))).isEqualTo(new Outcome.Done(false));
        assertThat(node.ofIssuer(Ehr.ISSUER))
                .hasValueSatisfying(one -> assertThat(one.strict()).isTrue());
        assertThat(node.find("ehr").orElseThrow().document())
                .isEqualTo(EHR.registration().put("strict", true));
        assertThat(node.delete("ehr")).isEqualTo(new Outcome.Done(false));
        assertThat(node.ofIssuer(Ehr.ISSUER)).isEmpty();
        assertThat(node.delete("ehr")).isEqualTo(new Outcome.NotThere());
    }

    @Test
    void keeps_a_client_for_other_nodes_and_for_later() {
        var one = node();
        var other = node();
        assertThat(one.put("ehr", EHR.registration())).isEqualTo(new Outcome.Done(true));
        other.refresh();
        assertThat(other.ofIssuer(Ehr.ISSUER)).isPresent();
        assertThat(node().ofIssuer(Ehr.ISSUER)).isPresent();
    }

    @Test
    void changes_nothing_when_a_member_is_wrong() {
        var node = node();
        assertThat(node.put("ehr", EHR.registration().put("strict", 1)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::field)
                                .containsExactly("strict"));
        assertThat(node.none()).isTrue();
    }

    @Test
    void gives_no_issuer_to_two_clients() {
        var node = node();
        var other = node();
        assertThat(node.put("ehr", EHR.registration())).isEqualTo(new Outcome.Done(true));
        assertThat(node.put("second", EHR.registration())).isInstanceOf(Outcome.Conflict.class);
        assertThat(other.put("second", EHR.registration()))
                .as("by a node that does not know the first yet")
                .isInstanceOf(Outcome.Conflict.class);
        assertThat(node.put("second", EHR.registration().put("issuer", "https://second.example.org/")))
                .isEqualTo(new Outcome.Done(true));
    }

    @Test
    void leaves_the_clients_of_the_file_to_the_file() {
        var node = node(Optional.of(file));
        assertThat(node.put("of-the-file", EHR.registration())).isInstanceOf(Outcome.Conflict.class);
        assertThat(node.delete("of-the-file")).isInstanceOf(Outcome.Conflict.class);
        assertThat(node.put("ehr", EHR.registration().put("issuer", "https://file.example.org/")))
                .isInstanceOf(Outcome.Conflict.class);
        assertThat(node.put("ehr", EHR.registration())).isEqualTo(new Outcome.Done(true));
        assertThat(node.all())
                .extracting(one -> one.client().name() + " " + one.source())
                .containsExactly("ehr DATABASE", "of-the-file FILE");
    }

    @Test
    void lets_the_file_win_where_it_came_later() {
        assertThat(node().put("of-the-file", EHR.registration())).isEqualTo(new Outcome.Done(true));
        var node = node(Optional.of(file));
        assertThat(node.ofIssuer("https://file.example.org/")).isPresent();
        assertThat(node.ofIssuer(Ehr.ISSUER)).isEmpty();
    }

    @Test
    void holds_to_the_last_ones_known_while_the_database_is_away() {
        var node = node();
        assertThat(node.put("ehr", EHR.registration())).isEqualTo(new Outcome.Done(true));
        database.cut(true);
        node.refresh();
        assertThat(node.ofIssuer(Ehr.ISSUER)).isPresent();
        assertThat(node.put("ehr", EHR.registration())).isEqualTo(new Outcome.DatabaseAway());
        assertThat(node.delete("ehr")).isEqualTo(new Outcome.DatabaseAway());
    }

    @Test
    void says_that_it_does_not_know_all_when_it_starts_without_the_database() {
        database.cut(true);
        var node = node(Optional.of(file));
        assertThat(node.complete()).isFalse();
        assertThat(node.none()).as("nobody is registered").isFalse();
        assertThat(node.ofIssuer("https://file.example.org/")).isPresent();
        database.cut(false);
        node.refresh();
        assertThat(node.complete()).isTrue();
    }

    @Test
    void has_nobody_in_a_database_without_tables() {
        var node = new Registrations(NO_FILE, ClientDatabase.empty(), Clock.systemUTC(), true);
        node.refresh();
        assertThat(node.complete()).isTrue();
        assertThat(node.none()).isTrue();
    }

    @Test
    void does_not_take_a_client_it_can_no_longer_read_for_nobody() throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("INSERT INTO cds_client VALUES ('ehr', 'x', '{\"odd\": 1}', now())"))
                    .isEqualTo(1);
        }
        var node = node();
        assertThat(node.all()).isEmpty();
        assertThat(node.none()).isFalse();
    }
}
