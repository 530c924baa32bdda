package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The realm that a hospital imports, as Keycloak understood it.
@ExtendWith(SharedKeycloak.class)
class RealmIT {
    private final Keycloak keycloak;

    RealmIT(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void gives_tokens_for_the_service_with_the_persons_role_for_five_minutes() {
        var claims = SignedIn.at(keycloak, "ada-auditor").claims();
        assertThat(claims.path("aud").asText()).isEqualTo("rationale");
        assertThat(claims.at("/realm_access/roles").toString()).isEqualTo("[\"auditor\"]");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(300);
        assertThat(claims.path("azp").asText()).isEqualTo("rationale-web");
        assertThat(claims.path("sub").asText()).isNotBlank();
        assertThat(claims.path("sid").asText()).isNotBlank();
    }

    @Test
    void takes_a_code_with_s256_only() {
        var realm = keycloak.realm("rationale");
        var challenge = SignedIn.challenge("a verifier of enough letters, which nobody could guess");
        assertThat(SignedIn.authorize(realm, "rationale-web", challenge, "S256").statusCode())
                .isEqualTo(200);
        for (var refused : new String[][] {{challenge, "plain"}, {null, null}}) {
            assertThat(SignedIn.authorize(realm, "rationale-web", refused[0], refused[1])
                            .header("Location"))
                    .contains("error=invalid_request");
        }
    }

    @Test
    void takes_no_password_but_its_own_pages_do() {
        var answer = given().formParam("grant_type", "password")
                .formParam("client_id", "rationale-web")
                .formParam("username", "ada-auditor")
                .formParam("password", Keycloak.PASSWORD)
                .post(keycloak.realm("rationale") + "/protocol/openid-connect/token");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(tree(answer).path("error").asText()).isEqualTo("unauthorized_client");
    }

    @Test
    void gains_somebody_who_can_sign_in_by_the_commands_of_its_page(@TempDir Path home) throws Exception {
        var page = Files.readString(RunningService.root().resolve("docs/people.md"));
        var commands = page.split("```sh\n")[1].split("```")[0];
        var process = new ProcessBuilder("sh", "-e", "-c", commands)
                .directory(keycloak.home().toFile())
                .redirectErrorStream(true);
        process.environment().put("JAVA_OPTS", "-Duser.home=" + home + " -XX:TieredStopAtLevel=1");
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().put("KEYCLOAK", keycloak.base());
        process.environment().put("ADMIN", Keycloak.ADMINISTRATOR);
        process.environment().put("ADMIN_PASSWORD", Keycloak.PASSWORD);
        process.environment().put("PASSWORD", Keycloak.PASSWORD);
        var running = process.start();
        var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(said).isZero();
        assertThat(said).containsPattern("\"secret\" : \"\\S{20,}\"");
        assertThat(SignedIn.at(keycloak, "jordan")
                        .claims()
                        .at("/realm_access/roles")
                        .toString())
                .isEqualTo("[\"auditor\"]");
    }

    @Test
    void is_a_file_without_people_and_secrets() throws IOException {
        var file = Files.readString(RunningService.root().resolve("operations/keycloak/rationale-realm.json"));
        var realm = JSON.readTree(file);
        assertThat(realm.path("users"))
                .allSatisfy(
                        user -> assertThat(user.has("serviceAccountClientId")).isTrue());
        assertThat(file).doesNotContain("secret\":", "credentials", "privateKey", "certificate");
        assertThat(realm.at("/roles/realm").findValuesAsText("name"))
                .contains("clinician", "integration-engineer", "model-steward", "auditor");
    }
}
