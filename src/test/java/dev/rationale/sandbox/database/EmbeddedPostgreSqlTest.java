package dev.rationale.sandbox.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgreSqlTest {
    /// Shared by the tests, which start and stop it in turn: unpacking takes seconds.
    @TempDir
    static Path shared;

    @Test
    void commits_are_on_disk_before_they_are_answered() throws Exception {
        try (var database = start(shared)) {
            assertThat(query(database, "show fsync")).isEqualTo("on");
            assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "show full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void listens_on_loopback_alone_and_wants_the_password() throws Exception {
        try (var database = start(shared)) {
            assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(database, "show unix_socket_directories")).isEmpty();
            assertThat(query(database, "select 1")).isEqualTo("1");
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "wrong")
                            .close())
                    .isInstanceOf(SQLException.class)
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("28P01");
        }
        var permissions = Files.getPosixFilePermissions(shared.resolve("postgresql-password"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void rows_survive_close_and_restart() throws Exception {
        try (var database = start(shared)) {
            execute(database, "create table kept (word text)", "insert into kept values ('here')");
        }
        try (var database = start(shared)) {
            assertThat(query(database, "select word from kept")).isEqualTo("here");
        }
    }

    @Test
    void nothing_is_left_running_after_close() throws Exception {
        ProcessHandle postmaster;
        try (var database = start(shared)) {
            postmaster = ServiceProcess.postmaster(database.directory());
            assertThat(postmaster.isAlive()).isTrue();
        }
        assertThat(postmaster.isAlive()).isFalse();
    }

    @Test
    void comes_back_on_the_same_port_when_killed() throws Exception {
        try (var database = start(shared)) {
            execute(database, "create table committed (word text)", "insert into committed values ('safe')");
            var url = database.jdbcUrl();
            var first = ServiceProcess.postmaster(database.directory());
            var all = new ArrayList<>(
                    Stream.concat(Stream.of(first), first.descendants()).toList());
            assertThat(all).hasSizeGreaterThan(1);
            ServiceProcess.killAll(all);
            var began = System.nanoTime();
            assertThat(Waiting.until(() -> answers(database))).isTrue();
            assertThat(System.nanoTime() - began).isLessThan(5_000_000_000L);
            assertThat(database.jdbcUrl()).isEqualTo(url);
            assertThat(query(database, "select word from committed")).isEqualTo("safe");
            assertThat(ServiceProcess.postmaster(database.directory()).pid()).isNotEqualTo(first.pid());
        }
    }

    @Test
    void a_second_service_on_the_directory_is_refused_until_the_first_has_gone() throws Exception {
        var first = start(shared);
        try {
            assertThatThrownBy(() -> start(shared).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another running service")
                    .hasMessageContaining(first.directory().toString());
            assertThat(query(first, "select 1")).isEqualTo("1");
        } finally {
            first.close();
        }
        try (var second = start(shared)) {
            first.close();
            assertThat(query(second, "select 1")).isEqualTo("1");
            assertThatThrownBy(() -> start(shared).close()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_directory_may_have_spaces(@TempDir Path folder) throws Exception {
        var directory = folder.resolve("two words  and 'quotes'");
        try (var database = start(directory)) {
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
        try (var database = start(directory)) {
            assertThat(query(database, "show data_directory"))
                    .isEqualTo(database.directory().resolve("postgresql").toString());
        }
    }

    @Test
    void values_of_failed_statements_stay_out_of_the_log() throws Exception {
        try (var database = start(shared)) {
            assertThatThrownBy(() -> execute(database, "select 'secret-value'::int"))
                    .hasMessageContaining("secret-value");
            assertThat(database.directory().resolve("postgresql.log"))
                    .content()
                    .contains("ready to accept connections")
                    .doesNotContain("secret-value");
        }
    }

    @Test
    void a_missing_archive_is_said_clearly_and_frees_the_directory(@TempDir Path empty) throws Exception {
        assertThatThrownBy(() -> EmbeddedPostgreSql.start(empty, shared).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no PostgreSQL archive");
        try (var database = start(shared)) {
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
    }

    static EmbeddedPostgreSql start(Path directory) throws Exception {
        return EmbeddedPostgreSql.start(TestDatabase.ARCHIVES, directory);
    }

    static boolean answers(EmbeddedPostgreSql database) {
        try (var connection = TestDatabase.connect(database)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    static String query(EmbeddedPostgreSql database, String sql) throws SQLException {
        try (var connection = TestDatabase.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedPostgreSql database, String... commands) throws SQLException {
        try (var connection = TestDatabase.connect(database);
                var statement = connection.createStatement()) {
            for (var command : commands) {
                statement.execute(command);
            }
        }
    }
}
