package dev.rationale.client.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationFileTest {
    private static final String TWO = """
            north:
              issuer: https://north.example.org/
              keys:
                url: https://north.example.org/keys
              services: [kfre-ckd]
            south:
              issuer: https://south.example.org/
              keys:
                url: https://south.example.org/keys
              services: ["*"]
              rate: {perSecond: 5}
            """;

    @TempDir
    private Path folder;

    private RegistrationFile read(String text) throws IOException {
        var file = Files.writeString(folder.resolve("clients.yaml"), text);
        return new RegistrationFile(() -> Optional.of(file), false);
    }

    @Test
    void reads_a_client_from_each_member() throws IOException {
        var content = read(TWO);
        assertThat(content.problems()).isEmpty();
        assertThat(content.registrations())
                .extracting(one -> one.client().name())
                .containsExactly("north", "south");
    }

    @Test
    void names_the_line_of_a_mistake() throws IOException {
        assertThat(read(TWO.replace("perSecond: 5", "perSecond: five")).problems())
                .singleElement()
                .asString()
                .contains("clients.yaml:11: south.rate.perSecond: ");
        assertThat(read(TWO.replace("keys:\n    url: https://s", "keys:\n    uri: https://s"))
                        .problems())
                .anySatisfy(problem -> assertThat(problem).contains("clients.yaml:9: south.keys.uri: "));
    }

    @Test
    void refuses_one_issuer_of_two_clients() throws IOException {
        assertThat(read(TWO.replace("https://south.example.org/\n", "https://north.example.org/\n"))
                        .problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("Another client has this issuer."));
    }

    @Test
    void refuses_a_member_that_is_there_twice() throws IOException {
        assertThat(read(TWO + "north: {}\n").problems())
                .singleElement()
                .asString()
                .contains("clients.yaml:12");
    }

    @Test
    void takes_an_empty_object_for_nobody_and_an_empty_file_for_a_mistake() throws IOException {
        assertThat(read("{}\n").problems()).isEmpty();
        assertThat(read("{}\n").registrations()).isEmpty();
        assertThat(read("").problems()).hasSize(1);
        assertThat(read("- north\n").problems()).hasSize(1);
        assertThat(read("north: [").problems()).hasSize(1);
    }

    @Test
    void says_why_a_file_cannot_be_read() throws IOException {
        assertThat(problem(folder.resolve("none.yaml"))).contains("none.yaml: There is no such file.");
        assertThat(problem(folder)).contains("It cannot be read, or is no text in UTF-8.");
        var binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xc3, 0x28});
        assertThat(problem(binary)).contains("It cannot be read, or is no text in UTF-8.");
    }

    private static String problem(Path file) {
        var problems = new RegistrationFile(() -> Optional.of(file), false).problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }
}
