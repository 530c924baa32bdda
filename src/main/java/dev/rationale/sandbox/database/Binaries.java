package dev.rationale.sandbox.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// PostgreSQL's programs, unpacked below the data directory.
/// The folder is named after the archive's hash, so that a newer archive replaces an older one.
record Binaries(Path folder) {
    private static final int HASH_CHARACTERS = 16;

    static Binaries unpacked(Path archives, Path parent) throws IOException, InterruptedException {
        var archive = archiveIn(archives);
        Files.createDirectories(parent);
        var folder = new Folder(parent.resolve(hash(archive).substring(0, HASH_CHARACTERS)));
        for (var other : new Folder(parent).children()) {
            if (!other.equals(folder.path())) {
                new Folder(other).delete();
            }
        }
        folder.fillOnce(unfinished -> new Archive(archive).unpackInto(unfinished));
        return new Binaries(folder.path());
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    private static Path archiveIn(Path archives) throws IOException {
        if (Files.isDirectory(archives)) {
            for (var file : new Folder(archives).children()) {
                if (file.toString().endsWith(".txz")) {
                    return file;
                }
            }
        }
        throw new IOException("no PostgreSQL archive (*.txz) lies in " + archives.toAbsolutePath()
                + "; the build puts it into target/postgresql");
    }

    private static String hash(Path archive) throws IOException {
        try (var stream = new DigestInputStream(Files.newInputStream(archive), MessageDigest.getInstance("SHA-256"))) {
            var _ = stream.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(stream.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
