package dev.rationale.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads a service folder whole and names it by its content.
final class FolderReader {
    private static final long MAX_FILE_BYTES = 4L << 20;

    private FolderReader() {}

    static FolderVersion read(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        for (var path : content(folder)) {
            var name = name(folder, path);
            files.put(name, text(path, name));
        }
        return new FolderVersion(hash(files), files);
    }

    /// The files that are the folder's content, wherever links lead to them: mounted folders are made of links.
    static List<Path> content(Path folder) throws IOException {
        try (var paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return paths.filter(path -> isContent(name(folder, path)) && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static String name(Path folder, Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }

    /// Editors and file systems leave files that are no content: `.DS_Store`, `.git/config`, `#x#`, `x~`.
    private static boolean isContent(String name) {
        var last = name.substring(name.lastIndexOf('/') + 1);
        return !name.startsWith(".") && !name.contains("/.") && !last.startsWith("#") && !last.endsWith("~");
    }

    private static String text(Path path, String name) throws IOException {
        if (Files.size(path) > MAX_FILE_BYTES) {
            throw new IOException(name + " is larger than 4 MiB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new IOException(name + " is not UTF-8 text", notText);
        }
    }

    /// SHA-256 over every name and content with their lengths, so that no two folders share a hash by shifting text.
    private static String hash(SortedMap<String, String> files) {
        var digest = sha256();
        files.forEach((name, text) -> {
            update(digest, name);
            update(digest, text);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
