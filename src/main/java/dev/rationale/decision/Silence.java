package dev.rationale.decision;

import dev.rationale.catalog.Catalog;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where a service is silent, by service, client and user cohort. A user who is not known may belong to the cohort:
/// there it is silent too.
@Startup
@ApplicationScoped
public class Silence {
    private static final Logger LOG = Logger.getLogger(Silence.class);

    private final Map<String, SilentSettings.Rule> rules;

    public Silence(SilentSettings settings, Catalog catalog) {
        this.rules = settings.rules();
        rules.forEach((name, rule) -> {
            requireShare(name, rule);
            rule.services().orElse(List.of()).stream()
                    .filter(service -> catalog.find(service).isEmpty())
                    .forEach(service -> LOG.warnf(
                            "rationale.silent.rules.%s.services names %s, which is not offered: correct the name, or the"
                                    + " service will answer cards",
                            name, service));
        });
    }

    private static void requireShare(String name, SilentSettings.Rule rule) {
        var share = rule.share().orElse(0);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("rationale.silent.rules." + name + ".share must be from 0 to 1");
        }
    }

    /// Whether a service answers no cards in this call.
    ///
    /// @param client the caller's name
    /// @param user the user's reference, if the call names one
    public boolean holds(String service, String client, @Nullable String user) {
        return rules.entrySet().stream().anyMatch(rule -> holds(rule.getKey(), rule.getValue(), service, client, user));
    }

    private static boolean holds(
            String name, SilentSettings.Rule rule, String service, String client, @Nullable String user) {
        return in(rule.services(), service)
                && in(rule.clients(), client)
                && (user == null
                        || (in(rule.users(), user)
                                && (rule.share().isEmpty()
                                        || place(name, client, user)
                                                < rule.share().getAsDouble())));
    }

    private static boolean in(Optional<List<String>> named, String one) {
        return named.isEmpty() || named.get().contains(one);
    }

    /// A user's place among all of them, from 0 up to 1, the same on every node and after every start.
    private static double place(String rule, String client, String user) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : List.of(rule, client, user)) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return (ByteBuffer.wrap(digest.digest()).getLong() >>> 11) * 0x1.0p-53;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
