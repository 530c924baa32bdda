package dev.rationale.it;

import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was acknowledged is kept, whichever process dies.
class DurabilityIT {
    private static final Duration A_WHILE = Duration.ofSeconds(4);
    private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("rationale.outage", 60));

    @TempDir
    private Path data;

    @Test
    void loses_nothing_when_the_service_is_killed_under_load() {
        Load load;
        try (var service = RunningService.start(data)) {
            load = new Load(service, Duration.ZERO).start();
            RunningService.pause(A_WHILE);
            service.kill();
            load.stop();
        }
        assertThat(load.brokenOff()).as("calls in flight when it was killed").isPositive();
        try (var restarted = RunningService.start(data)) {
            load.assertKept(restarted);
        }
    }

    @Test
    void loses_nothing_and_refuses_nobody_when_the_database_is_killed_under_load() {
        try (var service = RunningService.start(data)) {
            var load = new Load(service, Duration.ofMillis(50)).start();
            RunningService.pause(A_WHILE);
            assertThat(backend(service).destroyForcibly()).isTrue();
            RunningService.pause(A_WHILE);
            assertThat(service.postmaster().orElseThrow().destroyForcibly()).isTrue();
            RunningService.pause(A_WHILE);
            load.stop();
            awaitDrained(service);
            assertThat(load.brokenOff()).isZero();
            load.assertKept(service);
        }
    }

    @Test
    void loses_nothing_and_refuses_nobody_while_the_database_stands_still() {
        try (var service = RunningService.start(data)) {
            var load = new Load(service, Duration.ofSeconds(1)).start();
            RunningService.pause(Duration.ofSeconds(2));
            var processes = database(service);
            processes.forEach(process -> signal("STOP", process));
            RunningService.pause(OUTAGE);
            var health = given().get(service.base() + "/q/health/ready");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(tree(health).at("/checks/0/data/journal").asText()).isEqualTo("degraded");
            // The postmaster last: it would clear away children that have ended, and there would be nobody to signal.
            processes.reversed().forEach(process -> signal("CONT", process));
            RunningService.pause(Duration.ofSeconds(2));
            load.stop();
            awaitDrained(service);
            assertThat(load.brokenOff()).isZero();
            load.assertKept(service);
        }
    }

    private static ProcessHandle backend(RunningService service) {
        return service.postmaster()
                .orElseThrow()
                .children()
                .max((one, other) -> Long.compare(one.pid(), other.pid()))
                .orElseThrow();
    }

    static List<ProcessHandle> database(RunningService service) {
        var postmaster = service.postmaster().orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.children()).toList();
    }

    static void signal(String signal, ProcessHandle process) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (java.io.IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static void awaitDrained(RunningService service) {
        for (int turn = 0; turn < 300; turn++) {
            var journal = tree(given().get(service.base() + "/q/health/ready")).at("/checks/0/data");
            if (journal.path("journal").asText().equals("ok")
                    && journal.path("spooled").asInt() == 0) {
                return;
            }
            RunningService.pause(Duration.ofMillis(200));
        }
        throw new IllegalStateException("the spool is not drained");
    }
}
