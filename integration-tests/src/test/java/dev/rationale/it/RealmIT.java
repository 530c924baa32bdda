package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
