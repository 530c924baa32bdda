package dev.rationale.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
    private static final List<String> WORDS =
            List.of("dev", "test", "hook", "score", "check", "client", "doctor", "jdk", "help");

    @TempDir
    Path folder;

    private FakeCheckout checkout;

    @BeforeEach
    void lay_out_a_checkout() throws Exception {
        checkout = FakeCheckout.in(folder);
    }

    @Test
    void lists_its_words_with_a_line_each() throws Exception {
        var said = checkout.run();
        assertThat(said.exitCode()).isZero();
        assertThat(said.out().lines())
                .map(line -> line.strip().split(" ", -1)[0])
                .containsAll(WORDS);
        assertThat(checkout.run("help").out()).isEqualTo(said.out());
        assertThat(checkout.run("--help").out()).isEqualTo(said.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "--nonsense",
                "dev --nonsense",
                "dev nonsense",
                "dev --port",
                "dev --port=",
                "dev --port abc",
                "dev --port 0",
                "dev --port 65536",
                "dev --port -1",
                "test --nonsense",
            })
    void refuses_what_it_does_not_know_in_one_line_with_exit_code_2(String arguments) throws Exception {
        var said = checkout.run(arguments.split(" ", -1));
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err().lines()).singleElement().asString().startsWith("rationale: ");
        assertThat(checkout.mavenCalls()).isEmpty();
    }

    @Test
    void builds_nothing_in_an_installation_which_has_no_sources() throws Exception {
        assertThat(checkout.run("check").exitCode()).isEqualTo(7);
        assertThat(checkout.mavenCalls()).hasSize(1);
        Files.delete(checkout.root().resolve("pom.xml"));
        Files.delete(checkout.root().resolve("target/.built"));
        assertThat(checkout.run("check").exitCode()).isEqualTo(7);
        assertThat(checkout.mavenCalls()).hasSize(1);
    }

    @Test
    void says_which_folder_is_missing() throws Exception {
        var said = checkout.run("dev", "--patients", "no such");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains(checkout.root().resolve("no such").toString());
    }

    @Test
    void prints_how_dev_and_test_are_used() throws Exception {
        assertThat(checkout.run("dev", "--help").out()).contains("--port", "--data", "--patients");
        assertThat(checkout.run("test", "--help").out()).startsWith("Usage: ./rationale test");
    }

    @Test
    void says_where_to_get_a_jdk_when_only_an_older_one_is_there() throws Exception {
        Path old = Files.createDirectories(folder.resolve("old"));
        new FakeCheckout(checkout.root(), old).addJdk("fake-17", "17.0.15");
        var environment = checkout.environment();
        environment.put("RATIONALE_JDKS", old.toString());
        environment.put("JAVA_HOME", old.resolve("fake-17").toString());
        environment.put("PATH", old.resolve("fake-17/bin") + ":" + System.getenv("PATH"));
        for (String word : List.of("jdk", "hook", "dev", "test")) {
            var said = Shell.run(checkout.root(), environment, checkout.command(word));
            assertThat(said.exitCode()).isEqualTo(1);
            assertThat(said.err().lines())
                    .singleElement()
                    .asString()
                    .contains("no JDK 25", "https://adoptium.net/", "JAVA_HOME");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.1", "26-ea"})
    void takes_the_jdk_of_java_home_or_of_the_path_or_of_the_folder(String version) throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        new FakeCheckout(checkout.root(), other).addJdk("mine", version);
        Path mine = other.resolve("mine");
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("javac"), mine.resolve("bin/javac"));
        for (var variable : List.of(
                Map.entry("JAVA_HOME", mine.toString()),
                Map.entry("PATH", links + ":" + System.getenv("PATH")),
                Map.entry("RATIONALE_JDKS", other.toString()))) {
            var environment = checkout.environment();
            environment.put("RATIONALE_JDKS", folder.resolve("nothing").toString());
            environment.put("JAVA_HOME", folder.resolve("nothing").toString());
            environment.put("PATH", pathWithoutJdk());
            environment.put(variable.getKey(), variable.getValue());
            assertThat(Shell.run(checkout.root(), environment, checkout.command("jdk"))
                            .out()
                            .strip())
                    .isEqualTo(mine.toRealPath().toString());
        }
    }

    @Test
    void builds_when_the_jar_is_missing_or_a_source_is_newer_or_gone() throws Exception {
        Path source = checkout.root().resolve("src/main/java/Source.java");
        var first = checkout.run("hook");
        assertThat(first.err()).contains("Building Rationale");
        assertThat(checkout.mavenCalls()).hasSize(1).first().asString().endsWith(" package");
        var second = checkout.run("hook");
        assertThat(second.err()).isEmpty();
        assertThat(checkout.mavenCalls()).hasSize(1);
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 1000));
        checkout.run("hook");
        assertThat(checkout.mavenCalls()).hasSize(2);
        Files.delete(source);
        Files.setLastModifiedTime(source.getParent(), FileTime.fromMillis(System.currentTimeMillis() + 2000));
        checkout.run("hook");
        assertThat(checkout.mavenCalls()).hasSize(3);
    }

    @Test
    void shows_what_broke_the_build_and_tries_again_next_time() throws Exception {
        Path broken = Files.createFile(checkout.root().resolve("broken"));
        var said = checkout.run("hook");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains("Broken.java:[3,7] broken on purpose", "target/build.log");
        Files.delete(broken);
        assertThat(checkout.run("hook").exitCode()).isEqualTo(7);
        assertThat(checkout.mavenCalls()).hasSize(2);
    }

    @Test
    void runs_a_word_in_the_callers_folder_with_its_arguments_whole() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("else where")).toRealPath();
        var said = Shell.run(elsewhere, checkout.environment(), checkout.command("hook", "--patient", "a b", ""));
        assertThat(said.exitCode()).isEqualTo(7);
        assertThat(said.out().lines().findFirst()).hasValue(elsewhere.toString());
        assertThat(said.out()).endsWith("<dev.rationale.command.Words><hook><--patient><a b><>");
    }

    @Test
    void is_found_through_a_symbolic_link() throws Exception {
        Path link =
                Files.createSymbolicLink(folder.resolve("link"), checkout.root().resolve("rationale"));
        var said = Shell.run(folder, checkout.environment(), List.of(link.toString(), "hook"));
        assertThat(said.exitCode()).isEqualTo(7);
        assertThat(checkout.mavenCalls()).hasSize(1);
    }

    @Test
    void refuses_to_test_half_a_checkout() throws Exception {
        var said = checkout.run("test");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains("integration-tests/pom.xml");
        assertThat(checkout.mavenCalls()).isEmpty();
    }

    @Test
    void tests_the_service_and_then_the_packaged_service() throws Exception {
        Files.createDirectories(checkout.root().resolve("integration-tests"));
        Files.writeString(checkout.root().resolve("integration-tests/pom.xml"), "<project/>");
        assertThat(checkout.run("test").exitCode()).isZero();
        assertThat(checkout.mavenCalls()).hasSize(2);
        assertThat(checkout.mavenCalls().get(0)).endsWith(" -B -ntp verify");
        assertThat(checkout.mavenCalls().get(1))
                .endsWith(" -B -ntp -f integration-tests verify -Drationale.jar="
                        + checkout.root().resolve("target/quarkus-app/quarkus-run.jar"));
        Files.createFile(checkout.root().resolve("broken"));
        assertThat(checkout.run("test").exitCode()).isEqualTo(1);
        assertThat(checkout.mavenCalls()).hasSize(3);
    }

    /// Folders of the real path that hold no `javac`; what the launcher itself needs must be in one of them.
    private String pathWithoutJdk() throws Exception {
        Path tools = folder.resolve("tools");
        if (!Files.exists(tools)) {
            Files.createDirectories(tools);
            for (String tool : List.of("sh", "sed", "head", "dirname", "readlink", "cat", "uname")) {
                var where = Shell.run(
                        folder, Map.of("PATH", System.getenv("PATH")), List.of("sh", "-c", "command -v " + tool));
                Files.createSymbolicLink(
                        tools.resolve(tool), Path.of(where.out().strip()));
            }
        }
        return tools.toString();
    }
}
