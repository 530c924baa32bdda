package dev.rationale.sandbox.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// A tar file packed with xz; symbolic links and modes survive unpacking.
record Archive(Path file) {
    private static final PosixFilePermission[] LOWEST_BIT_FIRST = {
        PosixFilePermission.OTHERS_EXECUTE,
        PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_READ
    };

    /// Fills the folder, which must exist.
    void unpackInto(Path folder) throws IOException {
        try (var bytes = new BufferedInputStream(Files.newInputStream(file));
                var tar = new TarArchiveInputStream(new XZInputStream(bytes))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, folder);
            }
        }
    }

    private void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, Path folder) throws IOException {
        var place = folder.resolve(entry.getName()).normalize();
        if (!place.startsWith(folder)) {
            throw new IOException(file + " wants to write outside its folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(place);
            return;
        }
        Files.createDirectories(place.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(place, folder.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, place);
            Files.setPosixFilePermissions(place, permissions(entry.getMode()));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (var bit = 0; bit < LOWEST_BIT_FIRST.length; bit++) {
            if ((mode & 1 << bit) != 0) {
                permissions.add(LOWEST_BIT_FIRST[bit]);
            }
        }
        return permissions;
    }
}
