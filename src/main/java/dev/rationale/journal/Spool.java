package dev.rationale.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// Keeps entries on disk while the database is away: one file per group, a line per entry with its checksum, on the
/// disk before anybody is answered. A file is removed only after its entries are in the database.
final class Spool {
    private static final String SUFFIX = ".spool";

    private final Path directory;
    private final ObjectMapper json;
    private long next;

    Spool(Path directory, ObjectMapper json) {
        this.directory = directory;
        this.json = json;
    }

    /// Writes a group durably.
    synchronized void append(List<Entry> entries) throws IOException {
        write(entries, SUFFIX);
    }

    /// Keeps entries that the database refused; nothing reads them again but people.
    synchronized void setAside(List<Entry> entries) throws IOException {
        write(entries, ".refused");
    }

    private void write(List<Entry> entries, String suffix) throws IOException {
        Files.createDirectories(directory);
        var text = new StringBuilder();
        for (var entry : entries) {
            var line = json.writerFor(Entry.class).writeValueAsString(entry);
            text.append(checksum(line)).append(' ').append(line).append('\n');
        }
        var file = directory.resolve(name(suffix));
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                var written = channel.write(bytes);
                if (written < 0) {
                    throw new IOException("the spool cannot be written");
                }
            }
            channel.force(true);
        }
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Names sort in the order of writing, also across restarts.
    private String name(String suffix) {
        if (next == 0) {
            next = files().stream().mapToLong(Spool::number).max().orElse(0) + 1;
        }
        return "%019d%s".formatted(next++, suffix);
    }

    private static long number(Path file) {
        var name = String.valueOf(file.getFileName());
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }

    /// The files that wait, oldest first.
    List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(path -> String.valueOf(path.getFileName()).matches("\\d{19}\\.spool"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The entries of a file. A line that was being written when the power went was never acknowledged.
    List<Entry> read(Path file) throws IOException {
        var entries = new ArrayList<Entry>();
        for (var line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            entry(line).ifPresent(entries::add);
        }
        return entries;
    }

    private Optional<Entry> entry(String line) {
        var blank = line.indexOf(' ');
        if (blank < 0 || !line.substring(0, blank).equals(checksum(line.substring(blank + 1)))) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(line.substring(blank + 1), Entry.class));
        } catch (JsonProcessingException torn) {
            return Optional.empty();
        }
    }

    private static String checksum(String line) {
        var crc = new CRC32();
        crc.update(line.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
