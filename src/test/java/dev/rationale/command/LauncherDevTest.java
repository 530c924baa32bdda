package dev.rationale.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./rationale dev` with {@link FakeService} in the place of the service: the launcher's own work, process by process.
class LauncherDevTest {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

    @TempDir
    Path folder;

    private FakeCheckout checkout;
    private Path kept;
    private Path out;
    private Path err;
    private int port;
    private Process launcher;

    @BeforeEach
    void lay_out_a_checkout() throws Exception {
        checkout = FakeCheckout.in(folder);
        kept = Files.createDirectories(folder.resolve("kept here")).toRealPath();
        out = folder.resolve("out");
        err = folder.resolve("err");
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void leave_nothing_running() throws Exception {
        if (Files.exists(kept.resolve("service.pid"))) {
            ProcessHandle.of(servicePid()).ifPresent(ProcessHandle::destroyForcibly);
        }
        if (launcher != null) {
            launcher.destroyForcibly().waitFor();
        }
    }

    @Test
    void says_what_to_open_and_one_call_that_gets_a_card() throws Exception {
        start();
        assertThat(Files.readString(out))
                .contains("Open http://127.0.0.1:" + port + "/")
                .containsOnlyOnce("curl -s ")
                .contains("\"patientId\":\"high-risk\"", "http://127.0.0.1:" + port + "/cds-services/kfre-ckd");
        assertThat(service().isAlive()).isTrue();
    }

    @Test
    void stops_the_service_in_order_when_it_is_terminated() throws Exception {
        start();
        ProcessHandle service = service();
        Shell.signal("TERM", launcher.pid());
        assertThat(launcher.waitFor()).isZero();
        assertStoppedWell(service);
    }

    @Test
    void stops_the_service_in_order_on_ctrl_c() throws Exception {
        var ignoring = Shell.run(folder, Map.of(), List.of("/bin/sh", "-c", "kill -INT $$; echo ignored"));
        assumeTrue(!ignoring.out().contains("ignored"), "whoever started this build has SIGINT ignored");
        start();
        ProcessHandle service = service();
        Shell.signal("INT", launcher.pid());
        assertThat(launcher.waitFor()).isEqualTo(130);
        assertStoppedWell(service);
    }

    @Test
    void stops_what_a_killed_launcher_left_behind_and_starts_anew() throws Exception {
        start();
        ProcessHandle left = service();
        Shell.signal("KILL", launcher.pid());
        launcher.waitFor();
        assertThat(left.isAlive()).isTrue();
        start();
        assertThat(left.isAlive()).isFalse();
        assertThat(service().isAlive()).isTrue();
        assertThat(service().pid()).isNotEqualTo(left.pid());
    }

    @Test
    void leaves_a_process_alone_that_only_has_the_id_of_an_earlier_service() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Files.writeString(kept.resolve("service.pid"), stranger.pid() + " 0123456789abcdef " + port + "\n");
        start();
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroy();
    }

    @Test
    void refuses_data_that_a_running_service_uses() throws Exception {
        start();
        var second = checkout.run("dev", "--port", Integer.toString(port), "--data", kept.toString());
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).contains("in use by the service on http://127.0.0.1:" + port + "/", "--data");
        assertThat(service().isAlive()).isTrue();
    }

    @Test
    void refuses_a_port_in_use_and_names_the_option() throws Exception {
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var said = checkout.run("dev", "--port", Integer.toString(taken.getLocalPort()), "--data", kept.toString());
            assertThat(said.exitCode()).isEqualTo(1);
            assertThat(said.err()).contains("port " + port + " of 127.0.0.1 is in use", "--port");
        }
    }

    @Test
    void says_where_the_log_is_when_the_service_dies_at_its_start() throws Exception {
        Files.createFile(kept.resolve("die"));
        var said = checkout.run("dev", "--port", Integer.toString(port), "--data", kept.toString());
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err())
                .contains(
                        "the reason it died of",
                        "exit code 3",
                        kept.resolve("service.log").toString());
    }

    @Test
    void says_so_when_the_service_dies_later() throws Exception {
        start();
        Shell.signal("KILL", service().pid());
        assertThat(launcher.waitFor()).isEqualTo(1);
        assertThat(Files.readString(err))
                .contains("ended by itself", kept.resolve("service.log").toString());
    }

    private void start() throws Exception {
        launcher = Shell.start(
                folder,
                checkout.environment(),
                checkout.command("dev", "--port=" + port, "--data", "kept here"),
                out,
                err);
        long end = System.nanoTime() + LONGEST;
        while (!Files.readString(out).contains("Ctrl-C stops it")) {
            assertThat(launcher.isAlive() && System.nanoTime() < end)
                    .as(Files.readString(out) + Files.readString(err))
                    .isTrue();
            Thread.sleep(50);
        }
    }

    private void assertStoppedWell(ProcessHandle service) throws Exception {
        assertThat(service.isAlive()).isFalse();
        assertThat(kept.resolve("stopped")).hasContent(Long.toString(service.pid()));
        assertThat(kept.resolve("service.pid")).doesNotExist();
    }

    private ProcessHandle service() throws Exception {
        return ProcessHandle.of(servicePid()).orElseThrow();
    }

    private long servicePid() throws Exception {
        return Long.parseLong(Files.readString(kept.resolve("service.pid")).split(" ", -1)[0]);
    }
}
