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

/// A service whose people sign in at the shared Keycloak, and a token for each role.
///
/// @param tokens role to an access token
public record Hospital(Keycloak keycloak, RunningService service, Map<String, String> tokens) implements AutoCloseable {
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
            var tokens = new TreeMap<String, String>();
            PEOPLE.forEach((role, person) ->
                    tokens.put(role, SignedIn.at(keycloak, person).accessToken()));
            tokens.put("metrics-reader", machine(keycloak));
            return new Hospital(keycloak, service, tokens);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The metrics collector's token; Keycloak made its secret, and an administrator reads it.
    private static String machine(Keycloak keycloak) {
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

    String token(String role) {
        return tokens.get(role);
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
