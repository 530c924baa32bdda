package dev.rationale.sandbox.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseOfADeadServiceTest {
    @TempDir
    static Path shared;

    @Test
    void the_guard_stops_the_database_of_a_killed_service() throws Exception {
        var service = ServiceProcess.start(shared);
        assertThat(service.guards()).isNotEmpty();
        assertThat(service.postmaster().isAlive()).isTrue();
        service.jvm().destroyForcibly();
        assertThat(Waiting.until(() -> !service.postmaster().isAlive())).isTrue();
        assertThat(Waiting.until(() -> service.guards().stream().noneMatch(ProcessHandle::isAlive)))
                .isTrue();
    }

    @Test
    void a_start_takes_over_when_guard_and_service_were_killed() throws Exception {
        var service = ServiceProcess.start(shared);
        ServiceProcess.killAll(service.guards());
        service.jvm().destroyForcibly().waitFor();
        Thread.sleep(500);
        assertThat(service.postmaster().isAlive()).isTrue();
        try (var database = EmbeddedPostgreSqlTest.start(shared)) {
            // The system collects the orphan a moment after its end.
            assertThat(Waiting.until(() -> !service.postmaster().isAlive())).isTrue();
            assertThat(EmbeddedPostgreSqlTest.query(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void another_process_holds_the_directory_against_us() throws Exception {
        var service = ServiceProcess.start(shared);
        try {
            assertThatThrownBy(() -> EmbeddedPostgreSqlTest.start(shared).close())
                    .hasMessageContaining("in use by another running service");
            assertThat(service.postmaster().isAlive()).isTrue();
        } finally {
            service.jvm().destroy();
        }
        assertThat(Waiting.until(() -> !service.postmaster().isAlive())).isTrue();
        try (var database = EmbeddedPostgreSqlTest.start(shared)) {
            assertThat(EmbeddedPostgreSqlTest.query(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_number_that_belongs_to_another_process_now_is_left_alone() throws Exception {
        var cluster = shared.resolve("postgresql");
        EmbeddedPostgreSqlTest.start(shared).close();
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.write(cluster.resolve("postmaster.pid"), List.of(Long.toString(stranger.pid()), cluster.toString()));
            try (var database = EmbeddedPostgreSqlTest.start(shared)) {
                assertThat(EmbeddedPostgreSqlTest.query(database, "select 1")).isEqualTo("1");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }
}
