package dev.rationale.client.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What `docs/clients.md` shows is read as a file of clients is.
class ShownRegistrationsTest {
    @Test
    void the_registrations_of_the_page_can_be_used() throws IOException {
        var page = Files.readString(Path.of("docs/clients.md"));
        var block = page.substring(page.indexOf("```yaml\n") + "```yaml\n".length());
        var shown = new YAMLMapper()
                .readTree(
                        block.substring(0, block.indexOf("```")).replace("/etc/rationale/hospital-ca.pem", "pom.xml"));
        var reader = new RegistrationReader(false);
        assertThat(shown.properties())
                .hasSize(2)
                .allSatisfy(member -> assertThat(
                                reader.read(member.getKey(), member.getValue()).problems())
                        .isEmpty());
    }
}
