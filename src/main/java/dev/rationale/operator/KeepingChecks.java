package dev.rationale.operator;

import dev.rationale.operator.StartChecks.Finding;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/// Whether what is shown will be kept, and kept safely.
final class KeepingChecks {
    private static final int KEY_BYTES = 32;
    private static final int DIFFERENT_BYTES = 12;

    private KeepingChecks() {}

    static List<Finding> findings(Config config) {
        var findings = new ArrayList<Finding>();
        if (text(config, "quarkus.datasource.jdbc.url").isEmpty()) {
            findings.add(new Finding(
                    "No database is named.",
                    "nothing would be kept",
                    "set quarkus.datasource.jdbc.url, .username and .password"));
        } else if (text(config, "quarkus.datasource.password").isEmpty()
                && text(config, "quarkus.datasource.credentials-provider").isEmpty()) {
            findings.add(new Finding(
                    "The database has no password.",
                    "whoever reaches the database reads and changes the journal",
                    "set quarkus.datasource.password"));
        }
        pseudonymKey(text(config, "rationale.journal.pseudonym-key")).ifPresent(findings::add);
        if (config.getOptionalValue("rationale.journal.discard", Boolean.class).orElse(false)) {
            findings.add(new Finding(
                    "The journal is switched off.",
                    "nothing that is shown could be accounted for",
                    "remove rationale.journal.discard, which is for measurements"));
        }
        return findings;
    }

    private static Optional<Finding> pseudonymKey(Optional<String> key) {
        var instead =
                "set rationale.journal.pseudonym-key to 32 random bytes in base64, such as `openssl rand -base64 32`"
                        + " gives, and keep it like a password";
        if (key.isEmpty()) {
            return Optional.of(new Finding(
                    "No pseudonym key is set.", "patients could not be told apart in the journal", instead));
        }
        return isStrong(key.get())
                ? Optional.empty()
                : Optional.of(new Finding(
                        "The pseudonym key is weak.", "patients could be found out by their pseudonyms", instead));
    }

    /// Random bytes repeat themselves seldom: 32 of them with fewer than 12 different ones are none.
    private static boolean isStrong(String key) {
        try {
            var bytes = Base64.getDecoder().decode(key);
            var different = new java.util.HashSet<Byte>();
            for (var one : bytes) {
                var isNew = different.add(one);
                assert isNew || different.contains(one);
            }
            return bytes.length >= KEY_BYTES && different.size() >= DIFFERENT_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static Optional<String> text(Config config, String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }
}
