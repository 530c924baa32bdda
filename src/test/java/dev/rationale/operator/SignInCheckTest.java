package dev.rationale.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What keeps an insecure sign-in from production.
class SignInCheckTest {
    private static final String SERVER = "quarkus.oidc.auth-server-url";
    private static final String GOOD = "https://sign-in.example.org/realms/rationale";

    @Test
    void finds_nothing_wrong_with_a_provider_that_is_asked_by_tls() {
        assertThat(findings(Map.of(SERVER, GOOD))).isEmpty();
    }

    @Test
    void asks_for_a_provider_where_none_is_named() {
        assertThat(findings(Map.of())).singleElement().asString().startsWith("No identity provider is named.");
        assertThat(findings(Map.of(SERVER, " "))).hasSize(1);
        assertThat(findings(Map.of(SERVER, GOOD, "quarkus.oidc.tenant-enabled", "false")))
                .hasSize(1);
    }

    @Test
    void refuses_a_provider_that_is_asked_without_tls() {
        assertThat(findings(Map.of(SERVER, "http://sign-in.example.org/realms/rationale")))
                .singleElement()
                .asString()
                .contains("without TLS");
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.oidc.token.audience, any, Tokens made for others",
        "quarkus.oidc.token.issuer, any, Tokens made for others",
        "quarkus.oidc.tls.verification, none, certificate is not looked at",
        "quarkus.tls.trust-all, true, certificate is not looked at"
    })
    void refuses_a_setting_that_gives_trust_away(String name, String value, String finding) {
        assertThat(findings(Map.of(SERVER, GOOD, name, value)))
                .singleElement()
                .asString()
                .contains(finding, "This means:", "Do instead:");
    }

    private static List<String> findings(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return new SignInCheck(config).findings();
    }
}
