package dev.rationale.it;

import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every endpoint with every role and every token that must not be believed, by the tables of docs/people.md.
@ExtendWith(Hospital.Shared.class)
class AccessIT {
    private static final Pattern LISTED = Pattern.compile("endpoint: ([^\"]+)\"");

    private static final SigningEhr CLIENT = SigningEhr.es384("matrix", "https://cds.example.org");

    private final Hospital hospital;
    private final AccessTable table = AccessTable.read();
    private final HookClient ehr;

    AccessIT(Hospital hospital) {
        this.hospital = hospital;
        this.ehr = new HookClient(hospital.service());
    }

    @Test
    void answers_to_nothing_that_the_tables_do_not_name() {
        var listed = LISTED.matcher(hospital.service().logText())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        var named = new TreeSet<>(table.guarded().keySet());
        named.addAll(table.open());
        assertThat(listed).isEqualTo(named);
    }

    @Test
    void lets_each_role_do_what_the_table_says_and_nothing_else() {
        assertThat(table.roles())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Hospital.PEOPLE.keySet().stream(), Stream.of(Hospital.METRICS_READER))
                                .toList());
        for (var endpoint : endpoints()) {
            for (var role : table.roles()) {
                var may = table.guarded().get(endpoint).contains(role);
                var answer = call(endpoint, hospital.token(role));
                if (may) {
                    assertThat(answer.statusCode()).as(endpoint + " as " + role).isBetween(200, 204);
                } else {
                    assertThat(answer.statusCode()).as(endpoint + " as " + role).isEqualTo(403);
                    saysNothingMore(answer, "forbidden");
                }
            }
        }
    }

    @Test
    void refuses_somebody_who_has_none_of_the_roles() {
        var nobody = SignedIn.at(hospital.keycloak(), "nora-nobody").accessToken();
        for (var endpoint : endpoints()) {
            assertThat(call(endpoint, nobody).statusCode()).as(endpoint).isEqualTo(403);
        }
    }

    @Test
    void gives_no_right_to_a_role_that_only_looks_like_one() {
        var right = SignedIn.at(hospital.keycloak(), "rationale", "with-every-role", "rita-right");
        assertThat(right.claims().at("/realm_access/roles").toString()).contains("may-read-audit-events");
        assertThat(call("GET /audit-events", right.accessToken()).statusCode()).isEqualTo(403);
        var auditor = SignedIn.at(hospital.keycloak(), "rationale", "with-every-role", "ada-auditor");
        assertThat(call("GET /audit-events", auditor.accessToken()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void believes_no_token_that_it_should_not() {
        for (var bad : badTokens().entrySet()) {
            for (var endpoint : endpoints()) {
                var answer = call(endpoint, bad.getValue());
                assertThat(answer.statusCode())
                        .as(endpoint + " with " + bad.getKey())
                        .isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
                saysNothingMore(answer, "login");
            }
        }
        assertThat(hospital.service().logText()).doesNotContain(hospital.token("auditor"));
    }

    @Test
    void asks_for_a_token_that_is_missing() {
        for (var endpoint : endpoints()) {
            var answer = call(endpoint, null);
            assertThat(answer.statusCode()).as(endpoint).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            saysNothingMore(answer, "login");
        }
    }

    @Test
    void leaves_hook_calls_and_health_alone_whatever_token_they_bring() {
        for (var token : Stream.concat(Stream.of("no.to.ken"), badTokens().values().stream())
                .toList()) {
            var header = SignedIn.bearer(token);
            var base = hospital.service().base();
            assertThat(given().header(header).get(base + "/cds-services").statusCode())
                    .isEqualTo(200);
            assertThat(given().header(header)
                            .contentType("application/json")
                            .body(ehr.call("high-risk").toString())
                            .post(base + "/cds-services/kfre-ckd")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(given().header(header).get(base + "/q/health/ready").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void is_not_talked_into_metrics_by_another_spelling_of_their_address() {
        for (var path : new String[] {
            "/q/metrics/",
            "/q//metrics",
            "//q/metrics",
            "/q/./metrics",
            "/q/x/../metrics",
            "/q/%6Detrics",
            "/q/metrics;a=b",
            "/q/metrics/x",
            "/q/metrics?x=/q/health",
            "/Q/metrics"
        }) {
            var answer =
                    given().urlEncodingEnabled(false).get(hospital.service().base() + path);
            assertThat(answer.statusCode()).as(path).isIn(401, 404);
            assertThat(answer.asString()).as(path).doesNotContain("jvm_");
        }
    }

    private Iterable<String> endpoints() {
        return table.guarded().keySet();
    }

    private Map<String, String> badTokens() {
        var good = SignedIn.at(hospital.keycloak(), "ada-auditor");
        var bad = new LinkedHashMap<String, String>();
        bad.put("no JWT at all", "Zyxwv-canary-7264");
        bad.put(
                "another realm's token",
                SignedIn.at(hospital.keycloak(), "elsewhere", "rationale-web", "ada-auditor")
                        .accessToken());
        bad.put(
                "a token for another application",
                SignedIn.at(hospital.keycloak(), "rationale", "for-something-else", "ada-auditor")
                        .accessToken());
        bad.put("an id token", good.tokens().path("id_token").asText());
        bad.put("a refresh token", good.tokens().path("refresh_token").asText());
        bad.putAll(new Forgery(good.accessToken(), hospital.keycloak().keys()).all());
        bad.put("an expired token", expired());
        return bad;
    }

    private String expired() {
        var token = SignedIn.at(hospital.keycloak(), "rationale", "short-lived", "ada-auditor");
        assertThat(call("GET /audit-events", token.accessToken()).statusCode())
                .as("the same token before it expired")
                .isEqualTo(200);
        var expires = token.claims().path("exp").asLong() * 1000;
        while (System.currentTimeMillis() < expires + 1000) {
            RunningService.pause(java.time.Duration.ofMillis(100));
        }
        return token.accessToken();
    }

    private static void saysNothingMore(Response answer, String code) {
        var outcome = tree(answer);
        assertThat(outcome.path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(outcome.path("issue")).hasSize(1);
        assertThat(outcome.at("/issue/0/code").asText()).isEqualTo(code);
        assertThat(outcome.at("/issue/0/diagnostics").asText().length()).isLessThan(20);
    }

    /// A request that a person with the right would be answered with 200, or 204.
    private Response call(String endpoint, String token) {
        if (!endpoint.endsWith(" /admin/clients/{name}")) {
            return send(endpoint, token);
        }
        // The sandbox's calls are open only while no client is registered.
        send("PUT /admin/clients/{name}", hospital.token("integration-engineer"));
        try {
            return send(endpoint, token);
        } finally {
            send("DELETE /admin/clients/{name}", hospital.token("integration-engineer"));
        }
    }

    private Response send(String endpoint, String token) {
        var method = endpoint.split(" ")[0].replace("*", "GET");
        var request = given().urlEncodingEnabled(false);
        if (token != null) {
            request.header(SignedIn.bearer(token));
        }
        if (method.equals("PUT")) {
            request.contentType("application/json").body(CLIENT.registration().toString());
        }
        return request.request(method, hospital.service().base() + sample(endpoint.split(" ")[1]));
    }

    private String sample(String path) {
        return switch (path) {
            case "/journal/decisions" -> "/journal/decisions?hookInstance=none";
            case "/journal/decisions/{id}" -> "/journal/decisions/" + decision();
            case "/journal/feedback" -> "/journal/feedback?card=none";
            case "/admin/clients/{name}" -> "/admin/clients/" + CLIENT.name();
            case "/q/metrics/*" -> "/q/metrics/x";
            default -> path;
        };
    }

    private String decision() {
        return tree(ehr.post(ehr.call("high-risk")))
                .at("/cards/0/extension/dev.rationale.explanation/decision")
                .asText();
    }
}
