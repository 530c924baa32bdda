package dev.rationale.it;

import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The identity provider may be away, at the start or later: nobody gets a 5xx, and hook calls do not notice.
@ExtendWith(SharedKeycloak.class)
class SignInIT {
    private static final String SERVER = "quarkus.oidc.auth-server-url=";

    private final Keycloak keycloak;

    @TempDir
    private Path data;

    SignInIT(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void starts_with_the_identity_provider_away_and_lets_people_in_when_it_is_there() {
        try (var wire = new Wire(keycloak.port());
                var service = RunningService.start(data, SERVER + realm(wire), "quarkus.log.level=TRACE")) {
            assertThat(signIn(service)).isEqualTo("degraded");
            assertAnswersHookCalls(service);
            assertThat(journal(service, "no.to.ken")).isEqualTo(401);
            assertThat(metrics(service, "no.to.ken")).isEqualTo(401);

            wire.mend();
            var token = token(wire);
            awaitSignIn(service, "ok");
            assertThat(journal(service, token)).isEqualTo(200);
            assertThat(metrics(service, token)).isEqualTo(200);

            wire.cut();
            assertThat(journal(service, token)).as("by the keys it has").isEqualTo(200);
            var forgery = new Forgery(token, keycloak.keys());
            forgery.all()
                    .forEach((how, forged) ->
                            assertThat(journal(service, forged)).as(how).isEqualTo(401));
            assertThat(journal(service, "opaque")).isEqualTo(401);
            assertAnswersHookCalls(service);

            for (var part : token.split("\\.")) {
                assertThat(service.logText())
                        .as("no part of a token at any level")
                        .doesNotContain(part);
            }
        }
    }

    @Test
    void starts_with_an_identity_provider_that_never_answers() {
        try (var wire = new Wire(keycloak.port()).swallow();
                var service = RunningService.start(data, SERVER + realm(wire))) {
            assertThat(signIn(service)).isEqualTo("degraded");
            assertAnswersHookCalls(service);
            var before = System.nanoTime();
            assertThat(journal(service, "no.to.ken")).isEqualTo(401);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static String realm(Wire wire) {
        return "http://127.0.0.1:" + wire.port() + "/realms/rationale";
    }

    /// Its issuer is the address it was fetched by.
    private static String token(Wire wire) {
        return SignedIn.at(realm(wire), "rationale-web", "ines-engineer").accessToken();
    }

    private static void assertAnswersHookCalls(RunningService service) {
        var ehr = new HookClient(service);
        assertThat(tree(ehr.post(ehr.call("high-risk"))).path("cards")).hasSize(1);
    }

    private static int journal(RunningService service, String token) {
        return given().header(SignedIn.bearer(token))
                .get(service.base() + "/journal/decisions?hookInstance=none")
                .statusCode();
    }

    private static int metrics(RunningService service, String token) {
        return given().header(SignedIn.bearer(token))
                .get(service.base() + "/q/metrics")
                .statusCode();
    }

    private static String signIn(RunningService service) {
        var ready = given().get(service.base() + "/q/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        return tree(ready).at("/checks/0/data/signIn").asText();
    }

    private static void awaitSignIn(RunningService service, String wanted) {
        for (int turn = 0; turn < 150 && !signIn(service).equals(wanted); turn++) {
            RunningService.pause(Duration.ofMillis(200));
        }
        assertThat(signIn(service)).isEqualTo(wanted);
    }
}
