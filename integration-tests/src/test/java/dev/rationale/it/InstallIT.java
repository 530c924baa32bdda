package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A production installation by the commands of docs/install.md: real PostgreSQL, Keycloak, nginx, and the packaged
/// service. Needs nginx, psql, curl and openssl, or an apt-get that can fetch them.
class InstallIT {
    private static final String CALL = "/cds-services/kfre-ckd";

    @TempDir
    private static Path folder;

    private static Installation hospital;

    @BeforeAll
    static void install() throws IOException {
        Assumptions.assumeTrue("Linux".equals(System.getProperty("os.name")), "Not run: the page installs on Linux.");
        var tools = DebianTools.find();
        tools.missing().ifPresent(why -> System.err.println("InstallIT is not run: " + why));
        Assumptions.assumeTrue(
                tools.missing().isEmpty(), () -> "Not run: " + tools.missing().orElseThrow());
        hospital = Installation.walk(folder, tools.path());
    }

    @AfterAll
    static void stop() {
        if (hospital != null) {
            hospital.close();
        }
    }

    private static RequestSpecification asked() {
        return given().relaxedHTTPSValidation();
    }

    private static String url(String name) throws IOException {
        return hospital.value(name);
    }

    private static String inside() throws IOException {
        return "http://127.0.0.1:" + hospital.value("RATIONALE_PORT");
    }

    private static String token(String audience) throws IOException {
        return hospital.run("token '" + audience + "'");
    }

    private static String call() throws IOException {
        var call = (com.fasterxml.jackson.databind.node.ObjectNode)
                JSON.readTree(Path.of(hospital.value("TRIAL"), "call.json").toFile());
        return call.put("hookInstance", java.util.UUID.randomUUID().toString()).toString();
    }

    private static RequestSpecification with(String token) {
        return asked().header(SignedIn.bearer(token)).contentType("application/json");
    }

    private static SignedIn jordan() throws IOException {
        return SignedIn.at(
                url("SIGN_IN_URL") + "/realms/rationale", "rationale-web", "jordan", url("PASSWORD"), url("STAFF_URL"));
    }

    @Test
    void gets_an_explained_card_by_the_commands_of_its_page() throws IOException {
        var card = JSON.readTree(Path.of(hospital.value("TRIAL"), "card.json").toFile())
                .at("/cards/0");
        assertThat(card.path("summary").asText()).startsWith("Kidney failure risk: about ");
        assertThat(card.path("detail").asText()).contains("creatinine 2.9", "1250");
    }

    @Test
    void is_ready_with_its_database_and_its_sign_in() throws IOException {
        assertThat(wellAt("\"signIn\":\"ok\"")).contains("\"journal\":\"ok\"", "\"spooled\":0", "\"services\":1");
    }

    /// Sign-in is found out about every ten seconds.
    private static String wellAt(String wanted) throws IOException {
        var health = "";
        for (var turn = 0; turn < 60 && !health.contains(wanted); turn++) {
            RunningService.pause(Duration.ofMillis(turn == 0 ? 0 : 250));
            health = tree(asked().get(inside() + "/q/health/ready")).toString();
        }
        return health;
    }

    @Test
    void says_before_its_secrets_are_there_what_is_missing_and_what_to_do() throws IOException {
        assertThat(Files.readString(Path.of(hospital.value("TRIAL"), "refused")))
                .contains("The database has no password. This means: ")
                .contains("No pseudonym key is set. This means: ")
                .contains("Do instead: set quarkus.datasource.password");
    }

    @Test
    void prints_the_page_for_the_ehr_with_the_public_addresses() throws IOException {
        assertThat(Files.readString(Path.of(hospital.value("TRIAL"), "main-ehr.md")))
                .contains(url("PUBLIC_URL") + CALL)
                .doesNotContain(":" + hospital.value("RATIONALE_PORT"));
    }

    @Test
    void takes_a_token_for_the_public_address_and_for_no_other() throws IOException {
        var address = url("PUBLIC_URL") + CALL;
        for (var other : List.of(
                inside() + CALL,
                url("STAFF_URL") + CALL,
                url("PUBLIC_URL").replace("/rationale", "") + CALL,
                "https://evil.example.org/rationale" + CALL)) {
            var answer = with(token(other))
                    .header("X-Forwarded-Host", other.split("/")[2])
                    .header("X-Forwarded-Proto", other.split(":")[0])
                    .header("Forwarded", "host=" + other.split("/")[2])
                    .body(call())
                    .post(address);
            assertThat(answer.statusCode()).as(other).isEqualTo(401);
        }
        var answer = with(token(address))
                .header("X-Forwarded-Host", "evil.example.org")
                .header("X-Forwarded-Prefix", "/elsewhere")
                .header("Forwarded", "host=evil.example.org;proto=http")
                .body(call())
                .post(address);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.asString()).doesNotContain("evil.example.org");
    }

    @Test
    void discovers_the_same_whatever_the_caller_says_of_itself() throws IOException {
        var address = url("PUBLIC_URL") + "/cds-services";
        var plain = with(token(address)).get(address);
        var forged = with(token(address))
                .header("X-Forwarded-Host", "evil.example.org")
                .header("X-Forwarded-Prefix", "/elsewhere")
                .get(address);
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(tree(plain).at("/services/0/id").asText()).isEqualTo("kfre-ckd");
        assertThat(forged.asString()).isEqualTo(plain.asString());
    }

    /// A call from one of the loopback interface's many addresses; gives its hookInstance.
    private static String callFrom(String address, String url, String claim) throws IOException {
        var body = call();
        var file = Files.writeString(folder.resolve("call-from.json"), body);
        var status = hospital.run("curl -s -o '" + folder + "/answer' -w '%{http_code}' --interface " + address
                + " --cacert \"$TLS_AUTHORITY\" -H \"Authorization: Bearer $(token \"$PUBLIC_URL" + CALL + "\")\""
                + " -H 'X-Forwarded-For: " + claim + "' -H 'X-Real-IP: " + claim + "' -H 'Forwarded: for=" + claim
                + "' -H 'Content-Type: application/json' -d @'" + file + "' '" + url + CALL + "'");
        assertThat(status).as(Files.readString(folder.resolve("answer"))).isEqualTo("200");
        return JSON.readTree(body).path("hookInstance").asText();
    }

    private static String addressOf(String hookInstance) throws IOException {
        var log = asked().header(SignedIn.bearer(jordan().accessToken())).get(url("STAFF_URL") + "/audit-events");
        assertThat(log.statusCode()).isEqualTo(200);
        for (JsonNode entry : tree(log).path("entry")) {
            if (entry.toString().contains(hookInstance)) {
                return entry.at("/resource/agent/0/network/address").asText();
            }
        }
        throw new AssertionError("no audit event has " + hookInstance);
    }

    @Test
    void notes_the_address_that_the_proxy_saw_and_none_that_is_claimed() throws IOException {
        var throughProxy = callFrom("127.0.0.2", url("PUBLIC_URL"), "203.0.113.9");
        assertThat(addressOf(throughProxy)).isEqualTo("127.0.0.2");
        var pastProxy = callFrom("127.0.0.3", inside(), "203.0.113.9");
        assertThat(addressOf(pastProxy)).as("not a trusted proxy").isEqualTo("127.0.0.3");
        var byProxy = callFrom("127.0.0.1", inside(), "198.51.100.7");
        assertThat(addressOf(byProxy)).as("a trusted proxy's word").isEqualTo("198.51.100.7");
    }

    @Test
    void refuses_a_body_that_is_larger_than_the_service_takes() throws IOException {
        var address = url("PUBLIC_URL") + CALL;
        var large = with(token(address)).body(" ".repeat((8 << 20) + 1)).post(address);
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(tree(large).path("resourceType").asText()).isEqualTo("OperationOutcome");
        var padded = call() + " ".repeat(7 << 20);
        assertThat(with(token(address)).body(padded).post(address).statusCode()).isEqualTo(200);
        try (var spilled = Files.walk(folder.resolve("nginx-temporary"))) {
            assertThat(spilled.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(Files.readString(folder.resolve("nginx-error.log"))).doesNotContain("temporary file");
    }

    @Test
    void hands_on_the_longest_token_that_the_service_reads() throws IOException {
        var answer = with("x".repeat(8 << 10)).get(url("PUBLIC_URL") + "/cds-services");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(tree(answer).path("resourceType").asText()).isEqualTo("OperationOutcome");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/health/ready",
                "/q/metrics",
                "/admin/clients",
                "/journal/decisions?hookInstance=x",
                "/audit-events",
                "/cds-services/../q/health/ready",
                "/cds-services/..%2fq/health/ready",
                "/cds-services/%2e%2e/q/health/ready",
                "/cds-services/..;/q/health/ready",
                "/cds-services../q/health/ready",
            })
    void shows_outside_what_ehrs_need_and_nothing_else(String path) throws IOException {
        assertThat(status("127.0.0.1", url("PUBLIC_URL") + path)).isIn("404", "401");
        assertThat(hospital.run("cat '" + folder + "/answer'")).doesNotContain("\"checks\"", "rationale_");
        if (!path.contains("cds-services")) {
            assertThat(status("127.0.0.1", url("PUBLIC_URL") + path)).isEqualTo("404");
            assertThat(status("127.0.0.1", url("STAFF_URL") + path)).isIn("200", "401");
            assertThat(status("127.0.0.2", url("STAFF_URL") + path)).isEqualTo("403");
            assertThat(status("127.0.0.1", inside() + path)).isIn("200", "401");
        }
    }

    private static String status(String from, String url) throws IOException {
        return hospital.run("curl -s --path-as-is -o '" + folder + "/answer' -w '%{http_code}' --interface " + from
                + " --cacert \"$TLS_AUTHORITY\" '" + url + "'");
    }

    @Test
    void shows_of_keycloak_the_sign_in_and_not_its_administration() throws IOException {
        for (var path : List.of(
                "/admin/",
                "/admin/master/console/",
                "/realms/master",
                "/realms/master/",
                "/health/ready",
                "/metrics")) {
            assertThat(asked().get(url("SIGN_IN_URL") + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(tree(asked().get(url("SIGN_IN_URL") + "/realms/rationale/.well-known/openid-configuration"))
                        .path("token_endpoint")
                        .asText())
                .startsWith(url("SIGN_IN_URL") + "/realms/rationale/");
    }

    @Test
    void leads_people_back_below_the_base_path_and_nowhere_else() throws IOException {
        var audit = asked().header(SignedIn.bearer(jordan().accessToken())).get(url("STAFF_URL") + "/audit-events");
        assertThat(audit.statusCode()).isEqualTo(200);
        assertThat(tree(audit).at("/link/0/url").asText()).doesNotContain("127.0.0.1", inside());
        var realm = url("SIGN_IN_URL") + "/realms/rationale";
        var challenge = SignedIn.challenge("a verifier of enough letters, which nobody could guess");
        var withoutPath = url("STAFF_URL").replace("/rationale", "");
        for (var elsewhere : List.of(withoutPath, url("PUBLIC_URL"), "https://evil.example.org/rationale")) {
            assertThat(SignedIn.authorize(realm, "rationale-web", challenge, "S256", elsewhere)
                            .statusCode())
                    .as(elsewhere)
                    .isEqualTo(400);
        }
        for (var origin : List.of(withoutPath, "https://evil.example.org")) {
            var answer = asked().header("Origin", origin)
                    .formParam("client_id", "rationale-web")
                    .formParam("grant_type", "authorization_code")
                    .formParam("code", "none")
                    .post(realm + "/protocol/openid-connect/token");
            assertThat(answer.header("Access-Control-Allow-Origin"))
                    .as("pages of " + origin)
                    .isEqualTo(origin.equals(withoutPath) ? origin : null);
        }
    }

    @Test
    void lets_the_databases_role_into_its_own_database_alone() throws IOException {
        var as = "PGUSER=\"$DATABASE\" PGPASSWORD=$(cat \"$RATIONALE_CONFIG/database-password\") psql -Atq -d ";
        assertThat(hospital.run(as + "\"$DATABASE\" -c 'SELECT count(*) > 0 FROM decision'"))
                .isEqualTo("t");
        assertThat(hospital.run(as + "\"$SIGN_IN_DATABASE\" -c 'SELECT 1' 2>&1"))
                .contains("permission denied");
        assertThat(hospital.run(as + "\"$DATABASE\" -c 'CREATE ROLE another' 2>&1"))
                .contains("permission denied");
    }

    @Test
    void keeps_its_secrets_in_files_of_root_alone_and_out_of_every_log() throws IOException {
        assertThat(hospital.run("stat -c %a \"$RATIONALE_CONFIG/secrets.env\" \"$RATIONALE_CONFIG/database-password\""
                        + " \"$KEYCLOAK_CONFIG/secrets.env\" \"$TLS_KEY\" \"$TRIAL/key.pem\" | sort -u"))
                .isEqualTo("600");
        assertThat(hospital.run("ls \"$KEYCLOAK_CONFIG\"")).doesNotContain("first-start");
        var secret = hospital.value("RATIONALE_CONFIG") + "/database-password";
        assertThat(hospital.run("grep -rlFf '" + secret + "' '" + folder + "' --include='*.log' --include=log"))
                .isEmpty();
        assertThat(hospital.run("grep -c Bearer \"$NGINX_LOG\"/*.log | grep -v ':0'"))
                .isEmpty();
        assertThat(Files.readString(Path.of(hospital.value("NGINX_LOG"), "rationale.log")))
                .contains("127.0.0.1", "POST /rationale/cds-services/kfre-ckd 200 ");
    }

    @Test
    void stops_and_starts_as_its_unit_says_and_the_proxy_answers_for_it_meanwhile() throws IOException {
        var address = url("PUBLIC_URL") + CALL;
        var used = token(address);
        assertThat(with(used).body(call()).post(address).statusCode()).isEqualTo(200);
        assertThat(hospital.unit("rationale").stop()).as("SuccessExitStatus").isEqualTo(143);
        var away = with(token(address)).body(call()).post(address);
        hospital.start("rationale", "RATIONALE_CONFIG");
        awaitReady();
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("1");
        assertThat(tree(away).at("/issue/0/code").asText()).isEqualTo("transient");
        assertThat(with(used).body(call()).post(address).statusCode()).isEqualTo(401);
        assertThat(with(token(address)).body(call()).post(address).statusCode()).isEqualTo(200);
    }

    /// As after a roll-back: the release that comes next has added to the schema.
    @Test
    void runs_on_the_schema_of_a_later_release() throws IOException {
        hospital.run("PGUSER=\"$DATABASE\" PGPASSWORD=$(cat \"$RATIONALE_CONFIG/database-password\")"
                + " psql -q -v ON_ERROR_STOP=1 -d \"$DATABASE\" <<'SQL'\n"
                + "INSERT INTO flyway_schema_history VALUES"
                + " (999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'later', now(), 1, true);\n"
                + "CREATE TABLE later (id int);\nALTER TABLE decision ADD COLUMN later text;\nSQL\n");
        hospital.unit("rationale").stop();
        hospital.start("rationale", "RATIONALE_CONFIG");
        awaitReady();
        assertThat(wellAt("\"journal\":\"ok\"")).contains("\"journal\":\"ok\"", "\"spooled\":0");
        var address = url("PUBLIC_URL") + CALL;
        assertThat(with(token(address)).body(call()).post(address).statusCode()).isEqualTo(200);
        assertThat(wellAt("\"journal\":\"ok\"")).contains("\"journal\":\"ok\"", "\"spooled\":0");
    }

    private static void awaitReady() throws IOException {
        for (var turn = 0; turn < 300; turn++) {
            if (status("127.0.0.1", inside() + "/q/health/ready").equals("200")) {
                return;
            }
            RunningService.pause(Duration.ofMillis(200));
        }
        throw new AssertionError(Files.readString(hospital.log("rationale")));
    }
}
