package dev.rationale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rationale.client.registration.RegistrationReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents say is tried.
class DocsTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

    @Test
    void every_test_that_a_document_names_exists() throws IOException {
        var sources = sources();
        try (var documents = Files.walk(Path.of("docs"))) {
            for (var document :
                    documents.filter(path -> path.toString().endsWith(".md")).toList()) {
                var named = TEST.matcher(Files.readString(document));
                while (named.find()) {
                    var place = "/" + named.group(1) + ".java";
                    assertThat(sources.have(place, named.group(2)))
                            .as("%s names %s", document, named.group())
                            .isTrue();
                }
            }
        }
    }

    private record Sources(List<Path> files) {
        boolean have(String end, String method) {
            return files.stream()
                    .filter(path -> path.toString().endsWith(end))
                    .anyMatch(path -> read(path).contains("void " + method + "("));
        }
    }

    private static Sources sources() throws IOException {
        try (var own = Files.walk(Path.of("src/test/java"));
                var integration = Files.walk(Path.of("integration-tests/src/test/java"))) {
            return new Sources(Stream.concat(own, integration).toList());
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void the_registrations_that_are_shown_can_be_used() throws IOException {
        var text = read(Path.of("docs/clients.md"));
        var yaml = text.substring(text.indexOf("```yaml\n") + 8);
        var shown = (ObjectNode) new YAMLMapper()
                .readTree(yaml.substring(0, yaml.indexOf("```")).replace("/etc/rationale/hospital-ca.pem", "pom.xml"));
        assertThat(shown.properties())
                .hasSize(2)
                .allSatisfy(member -> assertThat(new RegistrationReader(false)
                                .read(member.getKey(), member.getValue())
                                .problems())
                        .isEmpty());
    }
}
