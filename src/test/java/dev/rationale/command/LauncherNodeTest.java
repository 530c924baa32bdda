package dev.rationale.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher on a machine whose Node is old or missing, with an npm registry of this test's own.
class LauncherNodeTest {
    private static final List<String> TOOLS = List.of(
            "sh env sed head tail dirname readlink cat uname mkdir rm mv ln chmod tar gzip curl sha256sum shasum openssl cut find awk python3"
                    .split(" ", -1));

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private FakeCheckout checkout;
    private HttpServer registry;
    private Path tools;

    @BeforeEach
    void lay_out_a_checkout_and_a_registry() throws Exception {
        checkout = FakeCheckout.in(folder);
        Files.createDirectories(checkout.root().resolve("integration-tests"));
        Files.writeString(checkout.root().resolve("integration-tests/pom.xml"), "<project/>");
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            var where =
                    Shell.run(folder, Map.of("PATH", System.getenv("PATH")), List.of("sh", "-c", "command -v " + tool));
            if (where.exitCode() == 0) {
                Files.createSymbolicLink(
                        tools.resolve(tool), Path.of(where.out().strip()));
            }
        }
        var node = packed("bin/node", "#!/bin/sh\necho v22.23.2\n");
        var npm = packed("bin/npm-cli.js", "#!/bin/sh\necho 10.9.9\n");
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/npm/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            asked.add(path);
            var body = Files.readAllBytes(path.startsWith("/npm/npm/") ? npm : node);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        registry.start();
        var launcher = Files.readString(checkout.root().resolve("rationale"))
                .replaceAll("(echo node-[a-z0-9-]+) [0-9a-f]{64}", "$1 " + sha256(node))
                .replaceAll("npm_sha256=[0-9a-f]{64}", "npm_sha256=" + sha256(npm));
        FakeCheckout.executable(checkout.root().resolve("rationale"), launcher);
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    private Path packed(String file, String text) throws Exception {
        var home = Files.createTempDirectory(folder, "package");
        Files.createDirectories(home.resolve("package/bin"));
        FakeCheckout.executable(home.resolve("package").resolve(file), text);
        var tar = home.resolve("package.tgz");
        var packing = Shell.run(
                home,
                Map.of("PATH", System.getenv("PATH")),
                List.of("tar", "-czf", tar.toString(), "-C", home.toString(), "package"));
        assertThat(packing.exitCode()).as(packing.err()).isZero();
        return tar;
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private void hasNode(String version) throws IOException {
        FakeCheckout.executable(tools.resolve("node"), "#!/bin/sh\necho " + version + "\n");
        FakeCheckout.executable(tools.resolve("npm"), "#!/bin/sh\necho 10.0.0\n");
    }

    private String address() {
        return "http://127.0.0.1:" + registry.getAddress().getPort() + "/npm/";
    }

    private Shell test(Map<String, String> more) throws Exception {
        var environment = checkout.environment();
        environment.put("PATH", tools.toString());
        environment.putAll(more);
        return Shell.run(checkout.root(), environment, checkout.command("test"));
    }

    private Shell test() throws Exception {
        return test(Map.of("NPM_CONFIG_REGISTRY", address()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v20.19.0", "v20.20.2", "v22.12.0", "v23.0.0", "v26.10.0"})
    void takes_the_node_of_the_machine_when_it_is_new_enough(String version) throws Exception {
        hasNode(version);
        var said = test();
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.err()).contains("Node " + version + " at " + tools.resolve("node"));
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v18.20.4", "v20.18.3", "v21.7.3", "v22.11.0", "nonsense"})
    void fetches_a_node_and_an_npm_once_where_there_is_none_that_is_new_enough(String version) throws Exception {
        if (!version.isEmpty()) {
            hasNode(version);
        }
        var said = test();
        assertThat(said.exitCode()).as(said.err()).isZero();
        var home = checkout.root().resolve("target/node");
        assertThat(said.err())
                .contains("Fetching Node 22.23.2 and npm 10.9.9", "Node v22.23.2 at " + home.resolve("bin/node"));
        assertThat(asked).hasSize(2);
        assertThat(asked.getFirst()).matches("/npm/(node-[a-z0-9-]+)/-/\\1-22\\.23\\.2\\.tgz");
        assertThat(asked.getLast()).isEqualTo("/npm/npm/-/npm-10.9.9.tgz");
        assertThat(Files.readSymbolicLink(home.resolve("bin/npm"))).hasFileName("npm-cli.js");
        assertThat(checkout.mavenCalls()).hasSize(2);
        assertThat(test().err()).doesNotContain("Fetching").contains("Node v22.23.2");
        assertThat(asked).hasSize(2);
    }

    @Test
    void fetches_where_node_came_without_npm() throws Exception {
        hasNode("v22.12.0");
        Files.delete(tools.resolve("npm"));
        assertThat(test().err()).contains("Fetching Node");
    }

    @Test
    void refuses_a_package_that_is_not_the_one_it_knows() throws Exception {
        var launcher = Files.readString(checkout.root().resolve("rationale"))
                .replaceAll("npm_sha256=[0-9a-f]{64}", "npm_sha256=" + "0".repeat(64));
        FakeCheckout.executable(checkout.root().resolve("rationale"), launcher);
        var said = test();
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains("npm 10.9.9 is not what it should be", "SHA-256");
        assertThat(checkout.mavenCalls()).isEmpty();
        try (var left = Files.list(checkout.root().resolve("target"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void says_what_to_do_when_the_registry_cannot_be_reached() throws Exception {
        registry.stop(0);
        var said = test();
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains("could not be fetched", "Install Node 22", "NPM_CONFIG_REGISTRY");
        assertThat(checkout.mavenCalls()).isEmpty();
    }

    @Test
    void asks_the_registry_of_the_users_npm_settings() throws Exception {
        var home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve(".npmrc"), "fund=false\nregistry = " + address() + "\n");
        assertThat(test(Map.of("HOME", home.toString())).exitCode()).isZero();
        assertThat(asked).hasSize(2);
    }
}
