package dev.rationale.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.catalog.Catalog;
import dev.rationale.catalog.FolderLoader.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of the shipped folders: verdict and numbers were worked out from the source.
class ExampleReplayTest {
    static List<Path> folders() throws IOException {
        try (var folders = Files.list(Path.of("cds-services"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void every_shipped_example_answers_as_it_says(Path folder) {
        var replay = replay(Folders.load(folder));
        assertThat(replay.names()).isNotEmpty();
        assertThat(replay.findings()).isEmpty();
    }

    @Test
    void an_example_that_says_another_number_is_found(@TempDir Path copy) throws IOException {
        var folder = copied(Path.of("cds-services/kfre-ckd"), copy.resolve("kfre-ckd"));
        var response = folder.resolve("examples/high-risk/response.json");
        var text = Files.readString(response);
        var changed = text.replaceFirst("\"risk_5y\"\\s*:\\s*0\\.", "\"risk_5y\": 0.9");
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(response, changed);
        assertThat(replay(Folders.load(folder)).findings())
                .singleElement()
                .asString()
                .contains("examples/high-risk/response.json:11: ", "risk_5y");
    }

    @Test
    void an_example_whose_call_is_refused_is_found(@TempDir Path copy) throws IOException {
        var folder = copied(Path.of("cds-services/kfre-ckd"), copy.resolve("kfre-ckd"));
        var request = folder.resolve("examples/child/request.json");
        Files.writeString(
                request, Files.readString(request).replace("\"patientId\": \"example\"", "\"patientId\": \"\""));
        assertThat(replay(Folders.load(folder)).findings())
                .singleElement()
                .asString()
                .contains("examples/child/request.json:1: The call is refused with 400: context.patientId");
    }

    @Test
    void a_start_finds_every_folder_that_does_not_agree_with_its_examples(@TempDir Path copies) throws IOException {
        var folder = copied(Path.of("cds-services/kfre-ckd"), copies.resolve("kfre-ckd"));
        var response = folder.resolve("examples/low-risk/response.json");
        Files.writeString(response, Files.readString(response).replace("fewer than", "more than"));
        var warmUp = new WarmUp(new Catalog(() -> copies, List.of()));
        assertThat(warmUp.replay(() -> false))
                .singleElement()
                .satisfies(finding -> assertThat(finding.file()).isEqualTo("examples/low-risk/response.json"));
        assertThat(new WarmUp(new Catalog(() -> Path.of("cds-services"), List.of())).replay(() -> false))
                .isEmpty();
    }

    @Test
    void a_start_does_not_wait_for_ever_more_examples() {
        var asked = new AtomicInteger();
        assertThat(new WarmUp(new Catalog(() -> Path.of("cds-services"), List.of()))
                        .replay(() -> asked.incrementAndGet() > 2))
                .isEmpty();
        assertThat(asked).hasValue(3);
    }

    private static ExampleReplay replay(Loaded loaded) {
        return new ExampleReplay(loaded.service()
                .orElseThrow(() -> new AssertionError(loaded.findings().toString())));
    }

    private static Path copied(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
