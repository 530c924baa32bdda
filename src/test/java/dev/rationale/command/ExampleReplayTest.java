package dev.rationale.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.catalog.FolderLoader.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
