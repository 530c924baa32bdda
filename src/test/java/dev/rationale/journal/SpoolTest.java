package dev.rationale.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.Records;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456789Z");

    @TempDir
    Path directory;

    private static FolderEntry folder(String hash) {
        return new FolderEntry(hash, "kfre-ckd", NOON, Records.json("{'service.yaml':'id: kfre-ckd\\n'}"));
    }

    private static DecisionEntry decision(JsonNode body) {
        return new DecisionEntry(
                UUID.randomUUID(),
                NOON,
                "kfre-ckd",
                "0123",
                "4-variable-uk",
                "open",
                "Practitioner/1",
                "patient-view",
                "instance",
                "correlation",
                "pseudonym",
                DecisionEntry.Outcome.SCORED,
                null,
                JsonText.of(body),
                List.of(UUID.randomUUID()),
                new Display(true, null, "referral", null, List.of(), Map.of(), List.of()));
    }

    private static List<Entry> all(Spool spool) throws IOException {
        var entries = new ArrayList<Entry>();
        for (var file : spool.files()) {
            entries.addAll(spool.read(file));
        }
        return entries;
    }

    @Test
    void gives_back_what_it_took_in_the_order_of_writing() throws IOException {
        var spool = new Spool(directory.resolve("new"));
        var written = List.<Entry>of(
                folder("a"),
                decision(Records.json("{'x':1}")),
                new DeliveryEntry(UUID.randomUUID(), NOON, false),
                new FeedbackEntry(
                        NOON,
                        "open",
                        "card",
                        "kfre-ckd",
                        "accepted",
                        null,
                        List.of("s"),
                        Records.json("{}"),
                        List.of()));
        spool.append(written.subList(0, 2));
        spool.append(written.subList(2, 4));
        assertThat(spool.files()).hasSize(2);
        assertThat(all(spool)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'value':1.80}",
                "{'value':1e400}",
                "{'value':-1E-400}",
                "{'value':0.1234567890123456789}",
                "{'text':'\\u0000\\u2028\\r\\n\\t'}",
                "{'text':'\\ud83d\\ude00 äöü'}"
            })
    void gives_back_numbers_and_texts_as_they_were(String body) throws IOException {
        var spool = new Spool(directory);
        var entry = decision(Records.json(body));
        spool.append(List.of(entry));
        var read = (DecisionEntry) all(spool).getFirst();
        assertThat(read.body()).isEqualTo(entry.body());
    }

    @Test
    void goes_on_counting_after_a_restart() throws IOException {
        new Spool(directory).append(List.of(folder("a")));
        new Spool(directory).append(List.of(folder("b")));
        var third = new Spool(directory);
        third.append(List.of(folder("c")));
        third.append(List.of(folder("d")));
        assertThat(all(third)).extracting(entry -> ((FolderEntry) entry).hash()).containsExactly("a", "b", "c", "d");
    }

    /// What was set aside has a number too, and stays when all else is gone.
    @Test
    void never_uses_a_number_twice() throws IOException {
        var first = new Spool(directory);
        first.append(List.of(folder("a")));
        first.setAside(List.of(folder("refused")));
        first.remove(first.files().getFirst());
        var second = new Spool(directory);
        second.append(List.of(folder("b")));
        second.setAside(List.of(folder("refused too")));
        assertThat(all(second)).hasSize(1);
        try (var files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".refused")))
                    .hasSize(2);
        }
    }

    @Test
    void leaves_out_a_torn_line_and_keeps_its_file_for_people() throws IOException {
        var spool = new Spool(directory);
        spool.append(List.of(folder("a"), folder("b")));
        var file = spool.files().getFirst();
        var text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 20));
        assertThat(spool.read(file)).containsExactly(folder("a"));
        spool.remove(file);
        assertThat(spool.files()).isEmpty();
        assertThat(directory.resolve(file.getFileName().toString().replace(".spool", ".torn")))
                .exists();
    }

    @Test
    void leaves_out_a_line_that_was_changed() throws IOException {
        var spool = new Spool(directory);
        spool.append(List.of(folder("aaaa"), folder("b")));
        var file = spool.files().getFirst();
        Files.writeString(file, Files.readString(file).replace("aaaa", "aaab"));
        assertThat(spool.read(file)).containsExactly(folder("b"));
        Files.writeString(file, "no checksum\n\n \n", StandardOpenOption.APPEND);
        assertThat(spool.read(file)).containsExactly(folder("b"));
    }

    @Test
    void removes_a_file_that_is_whole() throws IOException {
        var spool = new Spool(directory);
        spool.append(List.of(folder("a")));
        spool.remove(spool.files().getFirst());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void ignores_what_is_not_its_own_and_what_was_never_finished() throws IOException {
        Files.write(directory.resolve("0000000000000000007.writing"), "half".getBytes(StandardCharsets.UTF_8));
        Files.write(directory.resolve("notes.spool"), new byte[] {1});
        var spool = new Spool(directory);
        assertThat(spool.files()).isEmpty();
        spool.append(List.of(folder("a")));
        assertThat(spool.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("0000000000000000008.spool");
        assertThat(new Spool(directory.resolve("nowhere")).files()).isEmpty();
    }

    /// Whoever drains while another writes finds whole files or none.
    @Test
    void never_shows_half_a_file() throws Exception {
        var spool = new Spool(directory);
        var group = new ArrayList<Entry>();
        for (var i = 0; i < 200; i++) {
            group.add(folder("entry " + i));
        }
        var writing = new AtomicBoolean(true);
        var writer = CompletableFuture.runAsync(() -> {
            try {
                for (var i = 0; i < 40; i++) {
                    spool.append(group);
                }
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            } finally {
                writing.set(false);
            }
        });
        var seen = 0;
        while (writing.get() || !spool.files().isEmpty()) {
            for (var file : spool.files()) {
                assertThat(spool.read(file)).hasSize(200);
                spool.remove(file);
                seen++;
            }
        }
        writer.get();
        assertThat(seen).isEqualTo(40);
    }
}
