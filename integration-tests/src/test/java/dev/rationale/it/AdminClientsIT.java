package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that are registered while the service runs.
class AdminClientsIT {
    @TempDir
    private static Path data;

    private static RunningService service;
    private static SigningEhr ehr;

    @BeforeAll
    static void start() {
        var port = RunningService.freePort();
        ehr = SigningEhr.es384("ehr", "http://127.0.0.1:" + port);
        service = RunningService.start(data, port);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void remove() {
        delete("ehr");
    }

    private static String address(String name) {
        return service.base() + "/admin/clients/" + name;
    }

    private static Response put(String name, JsonNode registration) {
        return put(name, registration.toString());
    }

    private static Response put(String name, String body) {
        return given().contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .put(address(name));
    }

    private static Response delete(String name) {
        return given().delete(address(name));
    }

    @Test
    void registers_reads_changes_and_removes_a_client() {
        assertThat(put("ehr", ehr.registration()).statusCode()).isEqualTo(201);
        assertThat(tree(given().get(address("ehr")))).isEqualTo(ehr.registration());
        var changed = ehr.registration().put("strict", true);
        assertThat(put("ehr", changed).statusCode()).isEqualTo(200);
        var list = tree(given().get(service.base() + "/admin/clients")).path("clients");
        assertThat(list).hasSize(1);
        assertThat(list.at("/0/name").asText()).isEqualTo("ehr");
        assertThat(list.at("/0/source").asText()).isEqualTo("database");
        assertThat(list.at("/0/registration")).isEqualTo(changed);
        assertThat(delete("ehr").statusCode()).isEqualTo(204);
        assertThat(delete("ehr").statusCode()).isEqualTo(404);
        assertThat(given().get(address("ehr")).statusCode()).isEqualTo(404);
    }

    @Test
    void asks_for_tokens_as_soon_as_a_client_is_registered() {
        assertThat(given().get(service.base() + "/cds-services").statusCode()).isEqualTo(200);
        assertThat(put("ehr", ehr.registration()).statusCode()).isEqualTo(201);
        assertThat(given().get(service.base() + "/cds-services").statusCode()).isEqualTo(401);
        assertThat(ehr.discovery(service.base()).statusCode()).isEqualTo(200);
        assertThat(delete("ehr").statusCode()).isEqualTo(204);
        assertThat(given().get(service.base() + "/cds-services").statusCode()).isEqualTo(200);
    }

    @Test
    void names_every_member_that_is_wrong() {
        var wrong = ehr.registration().put("issuer", "").put("strict", "yes");
        wrong.putArray("fhirBases").add("https://169.254.169.254/");
        var answer = put("ehr", wrong);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getList("issue.expression.flatten()"))
                .contains("issuer", "strict", "fhirBases[0]");
        assertThat(given().get(address("ehr")).statusCode()).isEqualTo(404);
        assertThat(put("Name With Blanks", ehr.registration()).statusCode()).isEqualTo(400);
    }

    @Test
    void refuses_what_is_no_registration_without_a_defect() {
        for (var body : new String[] {"", "[]", "null", "{", "{\"issuer\":1,\"issuer\":2}", "{}", "[".repeat(10_000)}) {
            assertThat(put("ehr", body).statusCode())
                    .as(body.substring(0, Math.min(20, body.length())))
                    .isEqualTo(400);
        }
        assertThat(put("ehr", "{\"issuer\":\"" + "x".repeat(300_000) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(given().body("{}")
                        .contentType("text/plain")
                        .put(address("ehr"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(put("ehr", ehr.registration()).statusCode()).isEqualTo(201);
    }

    @Test
    void gives_no_issuer_to_a_second_client() {
        assertThat(put("ehr", ehr.registration()).statusCode()).isEqualTo(201);
        var answer = put("second", ehr.registration());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(tree(answer).at("/issue/0/code").asText()).isEqualTo("conflict");
        assertThat(tree(answer).at("/issue/0/expression/0").asText()).isEqualTo("issuer");
    }

    @Test
    void takes_back_the_list_that_it_shows() throws Exception {
        assertThat(put("ehr", ehr.registration()).statusCode()).isEqualTo(201);
        var shown = JSON.readTree(given().get(address("ehr")).asString());
        assertThat(put("ehr", shown).statusCode()).isEqualTo(200);
    }
}
