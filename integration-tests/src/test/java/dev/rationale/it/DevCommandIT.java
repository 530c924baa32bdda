package dev.rationale.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./rationale dev` as a newcomer runs it, and what it leaves behind: nothing but the data.
class DevCommandIT {
    @TempDir
    private Path folder;

    private final List<ProcessHandle> started = new ArrayList<>();

    @AfterEach
    void leave_nothing() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void says_what_to_open_and_stops_all_that_it_started_on_an_interrupt() throws Exception {
        var dev = dev();
        awaitReady(dev);
        var said = Files.readString(dev.said());
        assertThat(said).contains("http://127.0.0.1:" + dev.port() + "/", "curl ");
        assertThat(sh(curl(said))).contains("Kidney failure risk");
        var all = processes(dev);
        assertThat(all).as("launcher, service and database").hasSizeGreaterThanOrEqualTo(4);
        sh("kill -INT " + dev.process().pid());
        awaitGone(all);
        assertThat(dev.process().waitFor()).isEqualTo(130);
    }

    @Test
    void leaves_nothing_behind_when_it_is_killed_and_starts_again_on_the_same_data() throws Exception {
        var first = dev();
        awaitReady(first);
        sh(curl(Files.readString(first.said())));
        var all = processes(first);
        sh("kill -9 " + first.process().pid());
        awaitGone(all);

        var second = dev();
        awaitReady(second);
        var kept = given().queryParam("hookInstance", "3f1c2a9e-5b7d-4e86-9a40-6d2f8c1b7e35")
                .get("http://127.0.0.1:" + second.port() + "/journal/decisions");
        assertThat(kept.jsonPath().getList("$")).hasSize(1);
        sh("kill -TERM " + second.process().pid());
        awaitGone(processes(second));
    }

    @Test
    void fires_a_hook_and_prints_the_card_as_a_person_reads_it() throws Exception {
        var dev = dev();
        awaitReady(dev);
        var url = " --url http://127.0.0.1:" + dev.port();
        var launcher = RunningService.root().resolve("rationale").toString();
        assertThat(sh(launcher + " hook --patient high-risk" + url)).contains("about 47 in 100 within 5 years");
        assertThat(sh(launcher + " hook --patient high-risk --without-prefetch" + url))
                .contains("about 47 in 100 within 5 years");
        assertThat(sh(launcher + " hook --patient high-risk --json" + url)).startsWith("{\"cards\":[{");
        assertThat(sh(launcher + " hook --patient dialysis" + url)).containsIgnoringCase("no card");
        sh("kill -TERM " + dev.process().pid());
        awaitGone(processes(dev));
    }

    private record Dev(Process process, int port, Path said) {}

    private Dev dev() throws IOException {
        var port = RunningService.freePort();
        var said = folder.resolve("said-" + port);
        var process = new ProcessBuilder(
                        RunningService.root().resolve("rationale").toString(),
                        "dev",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        folder.resolve("data").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        started.add(process.toHandle());
        return new Dev(process, port, said);
    }

    private static void awaitReady(Dev dev) throws IOException {
        for (int turn = 0; turn < 600; turn++) {
            if (Files.readString(dev.said()).contains("Ctrl-C stops it")) {
                return;
            }
            assertThat(dev.process().isAlive()).as(Files.readString(dev.said())).isTrue();
            RunningService.pause(Duration.ofMillis(100));
        }
        throw new IllegalStateException("not ready:\n" + Files.readString(dev.said()));
    }

    /// The launcher, what it started, and the database, which is in a session of its own.
    private List<ProcessHandle> processes(Dev dev) {
        var tree =
                Stream.concat(Stream.of(dev.process().toHandle()), dev.process().descendants());
        var all = tree.toList();
        started.addAll(all);
        return all;
    }

    private static void awaitGone(List<ProcessHandle> processes) {
        for (int turn = 0; turn < 300; turn++) {
            if (processes.stream().noneMatch(ProcessHandle::isAlive)) {
                return;
            }
            RunningService.pause(Duration.ofMillis(100));
        }
        assertThat(processes.stream().filter(ProcessHandle::isAlive).map(ProcessHandle::info))
                .as("what is left after 30 s")
                .isEmpty();
    }

    private static String curl(String said) {
        return said.lines().filter(line -> line.startsWith("curl ")).findFirst().orElseThrow();
    }

    private static String sh(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
