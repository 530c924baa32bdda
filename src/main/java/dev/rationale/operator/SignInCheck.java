package dev.rationale.operator;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/// What would be insecure about how people and machines of the hospital sign in, were this not dev.
@ApplicationScoped
public class SignInCheck {
    private static final String SERVER = "quarkus.oidc.auth-server-url";

    private final Config config;

    public SignInCheck(Config config) {
        this.config = config;
    }

    /// Each finding with what it means and what to do instead.
    List<String> findings() {
        var findings = new ArrayList<String>();
        var server = text(SERVER);
        if (server.isEmpty() || text("quarkus.oidc.tenant-enabled").equals(Optional.of("false"))) {
            findings.add("No identity provider is named. This means: nobody could sign in, to see why a card was shown "
                    + "or who saw it. Do instead: set " + SERVER + " to your realm's URL (docs/people.md).");
        } else if (!server.get().startsWith("https://")) {
            findings.add("The identity provider is asked without TLS. This means: whoever sits between could hand out "
                    + "keys and sign themselves in. Do instead: set " + SERVER + " to a URL that begins with https.");
        }
        if (text("quarkus.oidc.token.audience").equals(Optional.of("any"))
                || text("quarkus.oidc.token.issuer").equals(Optional.of("any"))) {
            findings.add(
                    "Tokens made for others are accepted. This means: any application of the hospital could act "
                            + "here as its users. Do instead: remove quarkus.oidc.token.audience and quarkus.oidc.token.issuer.");
        }
        if (text("quarkus.oidc.tls.verification").equals(Optional.of("none"))
                || text("quarkus.tls.trust-all").equals(Optional.of("true"))) {
            findings.add("The identity provider's certificate is not looked at. This means: whoever sits between could "
                    + "hand out keys. Do instead: remove quarkus.oidc.tls.verification, and name your certificate "
                    + "authority with quarkus.oidc.tls.tls-configuration-name.");
        }
        return findings;
    }

    private Optional<String> text(String name) {
        return config.getOptionalValue(name, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }
}
