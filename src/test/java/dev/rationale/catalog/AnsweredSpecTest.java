package dev.rationale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnsweredSpecTest {
    private static final Path SHIPPED = Path.of("cds-services/kfre-ckd");

    @TempDir
    private Path folders;

    /// The shipped folder with its `answered` replaced.
    private FolderLoader.Loaded with(String answered) throws IOException {
        var copy = folders.resolve("kfre-ckd");
        try (var files = Files.walk(SHIPPED)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = copy.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.writeString(target, Files.readString(file));
            }
        }
        var lines = Files.readAllLines(SHIPPED.resolve("service.yaml"));
        var text = lines.stream().takeWhile(line -> !line.equals("  answered:")).collect(Collectors.joining("\n"));
        Files.writeString(copy.resolve("service.yaml"), text + "\n" + answered);
        return Folders.loader().load(copy);
    }

    private AnsweredSpec spec(String answered) throws IOException {
        return with(answered).service().orElseThrow().card().answered();
    }

    @Test
    void a_folder_that_says_nothing_snoozes_thirty_days_for_the_user_alone() throws IOException {
        var spec = spec("");
        assertThat(spec.snooze("patient-refuses")).isEqualTo(Duration.ofDays(30));
        assertThat(spec.everybody("patient-refuses")).isFalse();
        assertThat(spec.orderSeenWithin()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void a_reason_takes_the_folders_time_where_it_has_none_of_its_own() throws IOException {
        var spec = spec("""
                  answered:
                    snooze: PT3S
                    reasons:
                      patient-refuses: {everybody: true}
                      need-more-info: {snooze: P7D}
                """);
        assertThat(spec.snooze(null)).isEqualTo(Duration.ofSeconds(3));
        assertThat(spec.snooze("patient-refuses")).isEqualTo(Duration.ofSeconds(3));
        assertThat(spec.everybody("patient-refuses")).isTrue();
        assertThat(spec.snooze("need-more-info")).isEqualTo(Duration.ofDays(7));
        assertThat(spec.everybody("need-more-info")).isFalse();
    }

    @Test
    void refuses_a_reason_that_the_card_does_not_offer() throws IOException {
        var loaded = with("  answered:\n    reasons:\n      patient-refused: {everybody: true}\n");
        assertThat(loaded.service()).isEmpty();
        assertThat(loaded.findings().getFirst().toString())
                .contains("service.yaml:", "no override reason `patient-refused`", "patient-refuses");
    }

    @Test
    void refuses_times_that_are_none() throws IOException {
        for (var time : List.of("P1M", "30 days", "-P1D")) {
            assertThat(with("  answered: {snooze: " + time + "}\n").service())
                    .as(time)
                    .isEmpty();
        }
        assertThat(with("  answered: {snooze: PT0S}\n").service()).isPresent();
    }
}
