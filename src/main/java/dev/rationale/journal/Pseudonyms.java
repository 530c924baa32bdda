package dev.rationale.journal;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The patient's name in the journal: the same patient of the same server has the same one, and only who holds the
/// key can tell whose it is.
@ApplicationScoped
public class Pseudonyms {
    private static final int KEY_BYTES = 32;
    private static final int HEX_DIGITS = 32;

    private final SecretKeySpec key;

    public Pseudonyms(JournalSettings settings) {
        var configured = settings.pseudonymKey();
        var bytes = configured.isPresent()
                ? Base64.getDecoder().decode(configured.get())
                : keptKey(settings.pseudonymKeyFile());
        if (bytes.length < KEY_BYTES) {
            throw new IllegalArgumentException("rationale.journal.pseudonym-key must have at least 32 bytes");
        }
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /// The pseudonym of a patient of a FHIR server.
    public String of(String patientId, @Nullable String fhirServer) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var text = (fhirServer == null ? "" : fhirServer) + "|" + patientId;
            return HexFormat.of()
                    .formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, HEX_DIGITS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    private static byte[] keptKey(Path file) {
        try {
            if (!Files.exists(file)) {
                var bytes = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(bytes);
                var parent = file.toAbsolutePath().getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.write(file, Base64.getEncoder().encode(bytes), StandardOpenOption.CREATE_NEW);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the pseudonym key cannot be kept", unreadable);
        }
    }
}
