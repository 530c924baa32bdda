package dev.rationale.journal;

import dev.rationale.client.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The patient's name in the journal: the same patient of the same EHR has the same one, and only who holds the key
/// can tell whose it is. Two clients' patients are never one, though their ids be the same.
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

    /// The pseudonym of a patient.
    ///
    /// @param base the FHIR base the id belongs to, in one spelling; empty when it is not known
    public String of(Caller caller, String base, String patientId) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var tenant = caller.tenant() == null ? "" : caller.tenant();
            for (var part : List.of(caller.name(), tenant, base, patientId)) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                // With their lengths, so that no two patients share a name by shifting text.
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return HexFormat.of().formatHex(mac.doFinal()).substring(0, HEX_DIGITS);
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
