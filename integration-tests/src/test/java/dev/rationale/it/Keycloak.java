package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A real Keycloak with the realm that the project ships, twice: as `rationale`, and as `elsewhere`, which is nobody
/// the service trusts. People and a few odd clients are added for the tests only.
///
/// @param guard that ends it with the tests
public record Keycloak(Guard guard, int port, int secure, int management, Path home) implements AutoCloseable {
    static final String ADMINISTRATOR = "administrator";
    static final String PASSWORD = "correct horse battery staple";
    static final String PUBLIC_URL = "http://127.0.0.1:9";

    private static final String CERTIFICATE = "keycloak.pem";
    private static final String STORE_PASSWORD = "for-tests-only";
    private static final Duration STARTING = Duration.ofSeconds(120);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// Starts it on free ports and waits until both realms are there.
    public static Keycloak start() {
        try {
            var home = Path.of(System.getProperty("rationale.keycloak"));
            build(home);
            realms(home);
            certificate(home);
            return started(home);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Once for each unpacking: its own build, which takes longer than a start.
    private static void build(Path home) throws IOException {
        var marker = home.resolve("built-for-tests-1");
        if (Files.exists(marker)) {
            return;
        }
        run(command(home, "build", "--db=dev-mem", "--health-enabled=true")
                .redirectOutput(home.resolve("build.log").toFile()));
        Files.createFile(marker);
    }

    /// As it comes, but for what a start or a build of the tests left in it.
    static void copyOfTheDistribution(Path copy) throws IOException {
        var home = Path.of(System.getProperty("rationale.keycloak"));
        try (var files = Files.walk(home)) {
            for (var file : files.filter(file -> !home.relativize(file).startsWith("data"))
                    .toList()) {
                Files.copy(file, copy.resolve(home.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /// Its own, which nobody trusts who is not told to.
    private static void certificate(Path home) throws IOException {
        var store = home.resolve("keycloak.p12");
        if (!Files.exists(store)) {
            keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", store);
        }
        keytool("-exportcert", "-rfc", "-file", home.resolve(CERTIFICATE).toString(), store);
    }

    private static void keytool(Object... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        Stream.of(arguments).limit(arguments.length - 1L).map(Object::toString).forEach(command::add);
        command.addAll(List.of("-alias", "keycloak", "-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
        command.addAll(List.of("-keystore", arguments[arguments.length - 1].toString()));
        run(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD));
    }

    private static void run(ProcessBuilder process) throws IOException {
        try {
            if (process.start().waitFor() != 0) {
                throw new IllegalStateException("failed: " + process.command());
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void realms(Path home) throws IOException {
        var folder = Files.createDirectories(home.resolve("data/import"));
        var shipped = Files.readString(RunningService.root().resolve("operations/keycloak/rationale-realm.json"));
        for (var name : List.of("rationale", "elsewhere")) {
            var realm = (ObjectNode) JSON.readTree(shipped);
            realm.put("realm", name);
            overlay(realm);
            Files.writeString(folder.resolve(name + "-realm.json"), realm.toString());
        }
    }

    private static void overlay(ObjectNode realm) throws IOException {
        JsonNode overlay;
        try (var file = Keycloak.class.getResourceAsStream("/keycloak/overlay.json")) {
            overlay = JSON.readTree(file);
        }
        overlay.path("users").forEach(user -> realm.withArray("users").add(person(user.deepCopy())));
        overlay.path("roles")
                .forEach(role -> realm.withObject("/roles").withArray("realm").add(role));
        overlay.path("clients").forEach(client -> {
            ObjectNode added = like(realm, client.path("like").asText());
            added.setAll((ObjectNode) client);
            added.remove("like");
            realm.withArray("clients").add(added);
            var mapping = realm.withArray("scopeMappings").get(0).<ObjectNode>deepCopy();
            realm.withArray("scopeMappings")
                    .add(mapping.put("client", added.path("clientId").asText()));
        });
    }

    private static ObjectNode like(ObjectNode realm, String clientId) {
        for (var client : realm.path("clients")) {
            if (clientId.equals(client.path("clientId").asText())) {
                return client.deepCopy();
            }
        }
        throw new IllegalStateException("the realm has no client " + clientId);
    }

    /// Keycloak asks people who have no name or address for them before anything else.
    private static ObjectNode person(ObjectNode user) {
        var name = user.path("username").asText();
        user.put("enabled", true)
                .put("firstName", name)
                .put("lastName", "Test")
                .put("email", name + "@example.org")
                .put("emailVerified", true);
        user.putArray("credentials").addObject().put("type", "password").put("value", PASSWORD);
        return user;
    }

    private static ProcessBuilder command(Path home, String... arguments) {
        var command = new ArrayList<>(List.of(home.resolve("bin/kc.sh").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        process.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
        process.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
        process.environment().put("RATIONALE_PUBLIC_URL", PUBLIC_URL);
        return process;
    }

    private static Keycloak started(Path home) throws IOException {
        var port = RunningService.freePort();
        var secure = RunningService.freePort();
        var management = RunningService.freePort();
        var process = command(
                home,
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--http-enabled=true",
                "--hostname-strict=false",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--https-port=" + secure,
                "--https-key-store-file=" + home.resolve("keycloak.p12"),
                "--https-key-store-password=" + STORE_PASSWORD,
                "--http-management-scheme=http",
                "--http-management-port=" + management);
        process.redirectOutput(home.resolve("server.log").toFile());
        var keycloak = new Keycloak(Guard.start(process), port, secure, management, home);
        try {
            keycloak.awaitReady();
        } catch (IllegalStateException failed) {
            keycloak.close();
            throw failed;
        }
        return keycloak;
    }

    /// Its own "started" line comes before the realms are there.
    private void awaitReady() throws IOException {
        var until = System.nanoTime() + STARTING.toNanos();
        while (System.nanoTime() < until) {
            if (ready()) {
                return;
            }
            RunningService.pause(Duration.ofMillis(200));
        }
        throw new IllegalStateException(
                "Keycloak did not become ready:\n" + Files.readString(home.resolve("server.log")));
    }

    private boolean ready() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// The address of a realm, which is the issuer of its tokens.
    public String realm(String name) {
        return base() + "/realms/" + name;
    }

    /// The public keys that `rationale`'s tokens are signed with.
    JsonNode keys() {
        return HookClient.tree(given().get(realm("rationale") + "/protocol/openid-connect/certs"))
                .path("keys");
    }

    /// The same realm by TLS, which makes another issuer of it.
    String secureRealm(String name) {
        return "https://127.0.0.1:" + secure + "/realms/" + name;
    }

    /// What must be trusted for that.
    Path certificate() {
        return home.resolve(CERTIFICATE);
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    /// The server's own processes: the script and the JVM it started.
    List<ProcessHandle> processes() {
        return guard.processes();
    }

    @Override
    public void close() {
        guard.close();
    }
}
