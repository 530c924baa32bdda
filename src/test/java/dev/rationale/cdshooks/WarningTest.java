package dev.rationale.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WarningTest {
    @Test
    void every_warning_is_documented() throws IOException {
        var page = Files.readString(Path.of("docs/spec-clarifications.md"));
        var names = Stream.concat(Arrays.stream(Warning.values()), Arrays.stream(FeedbackWarning.values()))
                .map(Enum::name);
        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void a_warning_says_what_is_wrong_in_a_sentence() {
        assertThat(Warning.values())
                .allSatisfy(warning -> assertThat(warning.text()).endsWith("."));
        assertThat(FeedbackWarning.values())
                .allSatisfy(warning -> assertThat(warning.text()).endsWith("."));
    }
}
