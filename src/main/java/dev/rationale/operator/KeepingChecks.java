package dev.rationale.operator;

import dev.rationale.operator.StartChecks.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/// Whether what is shown will be kept, and kept safely.
final class KeepingChecks {
    private static final int KEY_BYTES = 32;
    private static final int DIFFERENT_BYTES = 12;
    private static final Pattern HOSTS = Pattern.compile("jdbc:postgresql:(?://([^/?]*))?.*");
    private static final String HERE = "((localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?)?";

    private KeepingChecks() {}

    static List<Finding> findings(Config config) {
        var findings = new ArrayList<Finding>();
        database(config, findings);
        pseudonymKey(text(config, "rationale.journal.pseudonym-key")).ifPresent(findings::add);
        text(config, "rationale.journal.spool")
                .flatMap(KeepingChecks::unwritable)
                .ifPresent(findings::add);
        if (config.getOptionalValue("rationale.journal.discard", Boolean.class).orElse(false)) {
            findings.add(new Finding(
                    "The journal is switched off.",
                    "nothing that is shown could be accounted for",
                    "remove rationale.journal.discard, which is for measurements"));
        }
        return findings;
    }

    private static void database(Config config, List<Finding> findings) {
        var url = text(config, "quarkus.datasource.jdbc.url");
        if (url.isEmpty()) {
            findings.add(new Finding(
                    "No database is named.",
                    "nothing would be kept",
                    "set quarkus.datasource.jdbc.url, .username and .password"));
            return;
        }
        if (text(config, "quarkus.datasource.password").isEmpty()
                && text(config, "quarkus.datasource.credentials-provider").isEmpty()) {
            findings.add(new Finding(
                    "The database has no password.",
                    "whoever reaches the database reads and changes the journal",
                    "set quarkus.datasource.password"));
        }
        if (!isHere(url.get()) && !isVerified(config, url.get())) {
            findings.add(new Finding(
                    "The database is on another host, and its certificate is not looked at.",
                    "whoever sits between reads and changes the journal",
                    "append ?sslmode=verify-full to quarkus.datasource.jdbc.url, and &sslrootcert=FILE for a private"
                            + " certificate authority"));
        }
    }

    /// Whether all of its hosts are this one; a URL without any means localhost.
    private static boolean isHere(String url) {
        var hosts = HOSTS.matcher(url);
        return hosts.matches()
                && (hosts.group(1) == null
                        || Stream.of(hosts.group(1).split(",", -1)).allMatch(host -> host.matches(HERE)));
    }

    /// The driver takes its options from the URL and from its properties.
    private static boolean isVerified(Config config, String url) {
        return url.matches(".*[?&]sslmode=verify-(full|ca)(&.*)?")
                || text(config, "quarkus.datasource.jdbc.additional-jdbc-properties.sslmode")
                        .filter(mode -> mode.startsWith("verify-"))
                        .isPresent();
    }

    private static Optional<Finding> unwritable(String spool) {
        try {
            if (Files.isWritable(Files.createDirectories(Path.of(spool)))) {
                return Optional.empty();
            }
        } catch (IOException notMade) {
            // said below
        }
        return Optional.of(new Finding(
                "The folder " + spool + " cannot be made or written.",
                "no call could be answered while the database is away",
                "let the service's user write rationale.data, or name another folder"));
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
