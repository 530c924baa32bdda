package dev.rationale.operator;

import dev.rationale.operator.StartChecks.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/// Whether people and machines of the hospital can sign in, and nobody else.
final class SignInChecks {
    private static final String SERVER = "quarkus.oidc.auth-server-url";

    private SignInChecks() {}

    static List<Finding> findings(Config config) {
        var findings = new ArrayList<Finding>();
        var server = text(config, SERVER);
        if (server.isEmpty() || says(config, "quarkus.oidc.tenant-enabled", "false")) {
            findings.add(new Finding(
                    "No identity provider is named.",
                    "nobody could sign in, to see why a card was shown or who saw it",
                    "set " + SERVER + " to your realm's URL (docs/people.md)"));
        } else if (!server.get().startsWith("https://")) {
            findings.add(new Finding(
                    "The identity provider is asked without TLS.",
                    "whoever sits between could hand out keys and sign themselves in",
                    "set " + SERVER + " to a URL that begins with https"));
        }
        if (says(config, "quarkus.oidc.token.audience", "any") || says(config, "quarkus.oidc.token.issuer", "any")) {
            findings.add(new Finding(
                    "Tokens made for others are accepted.",
                    "any application of the hospital could act here as its users",
                    "remove quarkus.oidc.token.audience and quarkus.oidc.token.issuer"));
        }
        if (says(config, "quarkus.oidc.tls.verification", "none") || says(config, "quarkus.tls.trust-all", "true")) {
            findings.add(new Finding(
                    "The identity provider's certificate is not looked at.",
                    "whoever sits between could hand out keys and sign themselves in",
                    "remove quarkus.oidc.tls.verification, and name your certificate authority with"
                            + " quarkus.oidc.tls.tls-configuration-name"));
        }
        return findings;
    }

    private static boolean says(Config config, String name, String value) {
        return text(config, name).filter(value::equalsIgnoreCase).isPresent();
    }

    private static Optional<String> text(Config config, String name) {
        return config.getOptionalValue(name, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }
}
