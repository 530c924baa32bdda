package dev.rationale.sandbox.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// The random password of the database, kept in a file that only its owner can read.
record Password(Path file, String text) {
    private static final int BYTES = 24;

    /// The password written here earlier, or a new one.
    static Password in(Path directory) throws IOException {
        var file = directory.resolve("postgresql-password");
        if (!Files.exists(file)) {
            write(file);
        }
        return new Password(file, Files.readString(file).strip());
    }

    private static void write(Path file) throws IOException {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var unfinished = Files.createTempFile(
                file.getParent(),
                "postgresql-password",
                ".unfinished",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String toString() {
        return "Password[" + file + "]";
    }
}
