package dev.rationale.it;

import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// A service whose people sign in at the shared Keycloak.
///
/// @param tokens role to the access token that somebody with it came with last
public record Hospital(Keycloak keycloak, RunningService service, Map<String, String> tokens) implements AutoCloseable {
    /// The role of a machine.
    static final String METRICS_READER = "metrics-reader";

    static final Map<String, String> PEOPLE = Map.of(
            "clinician", "clara-clinician",
            "integration-engineer", "ines-engineer",
            "model-steward", "milo-steward",
            "auditor", "ada-auditor");

    /// Makes the service list what it answers to.
    private static final String LIST_ENDPOINTS =
            "quarkus.log.category.\"dev.rationale.operator.Endpoints\".level=DEBUG";

    static Hospital open(Keycloak keycloak) {
        try {
            var service = RunningService.start(
                    Files.createTempDirectory("rationale-it"),
                    "quarkus.oidc.auth-server-url=" + keycloak.realm("rationale"),
                    LIST_ENDPOINTS);
            return new Hospital(keycloak, service, new TreeMap<>());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The metrics collector's token; Keycloak made its secret, and an administrator reads it.
    private String machine() {
        var administrator = tree(given().formParam("grant_type", "password")
                        .formParam("client_id", "admin-cli")
                        .formParam("username", Keycloak.ADMINISTRATOR)
                        .formParam("password", Keycloak.PASSWORD)
                        .post(keycloak.realm("master") + "/protocol/openid-connect/token"))
                .path("access_token")
                .asText();
        var secret = tree(given().header(SignedIn.bearer(administrator))
                        .queryParam("clientId", "rationale-metrics")
                        .get(keycloak.base() + "/admin/realms/rationale/clients"))
                .at("/0/secret")
                .asText();
        return tree(given().formParam("grant_type", "client_credentials")
                        .formParam("client_id", "rationale-metrics")
                        .formParam("client_secret", secret)
                        .post(keycloak.realm("rationale") + "/protocol/openid-connect/token"))
                .path("access_token")
                .asText();
    }

    /// The token of somebody with a role; they sign in again a minute before it expires.
    String token(String role) {
        return tokens.compute(role, (_, token) -> {
            var soon = System.currentTimeMillis() / 1000 + 60;
            return token != null && SignedIn.claims(token).path("exp").asLong() > soon ? token : signIn(role);
        });
    }

    private String signIn(String role) {
        return role.equals(METRICS_READER)
                ? machine()
                : SignedIn.at(keycloak, PEOPLE.get(role)).accessToken();
    }

    @Override
    public void close() {
        service.close();
    }

    /// Gives tests one hospital for all of them.
    public static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Hospital.class;
        }

        @Override
        public Hospital resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Hospital.class))
                    .getOrComputeIfAbsent(
                            Hospital.class, key -> Hospital.open(SharedKeycloak.of(context)), Hospital.class);
        }
    }
}
