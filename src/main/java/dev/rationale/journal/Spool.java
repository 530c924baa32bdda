package dev.rationale.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jboss.logging.Logger;

/// Keeps entries on disk while the database is away: one file per group, a line per entry with its checksum, on the
/// disk before anybody is answered. A file is removed only after its entries are in the database.
final class Spool {
    private static final Logger LOG = Logger.getLogger(Spool.class);
    private static final String SUFFIX = ".spool";
    private static final Pattern NUMBERED = Pattern.compile("(\\d{19})\\.[a-z]+");

    private final Path directory;
    /// Numbers come back as they were written: 1e400 is no infinity, and 1.80 keeps its zero.
    private final ObjectMapper json = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new ParameterNamesModule())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private long next;

    Spool(Path directory) {
        this.directory = directory;
    }

    /// Writes a group durably.
    synchronized void append(List<Entry> entries) throws IOException {
        write(entries, SUFFIX);
    }

    /// Keeps entries that the database refused; nothing reads them again but people.
    synchronized void setAside(List<Entry> entries) throws IOException {
        write(entries, ".refused");
    }

    /// A file gets its name when it is whole and on the disk: whoever moves what waits must never find half of one.
    private void write(List<Entry> entries, String suffix) throws IOException {
        Files.createDirectories(directory);
        var text = new StringBuilder();
        for (var entry : entries) {
            var line = json.writerFor(Entry.class).writeValueAsString(entry);
            text.append(checksum(line)).append(' ').append(line).append('\n');
        }
        var number = number();
        var unfinished = directory.resolve(number + ".writing");
        try {
            durably(unfinished, text.toString().getBytes(StandardCharsets.UTF_8));
            Files.move(unfinished, directory.resolve(number + suffix), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void durably(Path file, byte[] content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                var written = channel.write(bytes);
                if (written < 0) {
                    throw new IOException("the spool cannot be written");
                }
            }
            channel.force(true);
        }
    }

    /// Numbers sort in the order of writing, also across restarts; none is used twice, whatever became of its file.
    private String number() throws IOException {
        if (next == 0) {
            try (var files = Files.list(directory)) {
                next = 1
                        + files.map(file -> NUMBERED.matcher(String.valueOf(file.getFileName())))
                                .filter(Matcher::matches)
                                .mapToLong(name -> Long.parseLong(name.group(1)))
                                .max()
                                .orElse(0);
            }
        }
        return "%019d".formatted(next++);
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

    /// Takes a file away whose entries are in the database. One with a line that cannot be read stays, under another
    /// name, for people.
    void remove(Path file) throws IOException {
        if (lines(file).stream().allMatch(line -> entry(line).isPresent())) {
            Files.delete(file);
        } else {
            var name = String.valueOf(file.getFileName()).replace(SUFFIX, ".torn");
            var kept = Files.move(file, file.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
            LOG.errorf("a line of a spool file cannot be read; it is kept as %s", kept.getFileName());
        }
    }

    /// The entries of a file, as far as they can be read.
    List<Entry> read(Path file) throws IOException {
        var entries = new ArrayList<Entry>();
        lines(file).forEach(line -> entry(line).ifPresent(entries::add));
        return entries;
    }

    private static List<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
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
