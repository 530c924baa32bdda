package dev.rationale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The documentation says what is so: tests that it names exist, links lead somewhere, examples parse, and the page of
/// settings names each setting with its default.
class DocsTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT))\\.([a-z_0-9A-Z]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern JSON = Pattern.compile("(?s)```json\\n(.*?)```");
    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `(rationale\\.[a-z.-]+)` \\| (.*?) \\|");

    static List<Path> pages() throws IOException {
        try (var docs = Files.walk(Path.of("docs"));
                var root = Files.list(Path.of("."))) {
            return Stream.concat(docs, root)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_names_only_tests_that_exist(Path page) throws IOException {
        var sources = sources();
        var unknown = found(TEST, Files.readString(page))
                .filter(test -> sources.stream()
                        .noneMatch(source -> source.getFileName().toString().equals(test.group(1) + ".java")
                                && has(source, test.group(2))))
                .map(MatchResult::group)
                .toList();
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_leads_to_a_file(Path page) throws IOException {
        var folder = page.toAbsolutePath().getParent();
        assertThat(found(LINK, Files.readString(page))
                        .map(link -> link.group(1))
                        .filter(link -> !Files.exists(folder.resolve(link))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_example_in_json_can_be_read(Path page) throws IOException {
        var json = new ObjectMapper();
        for (var block : found(JSON, Files.readString(page)).toList()) {
            assertThat(json.readTree(block.group(1))).isNotNull();
        }
    }

    @Test
    void the_page_of_settings_names_each_with_its_default() throws IOException {
        var page = found(SETTING, Files.readString(Path.of("docs/configuration.md")))
                .map(row -> row.group(1) + " = " + row.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(page).containsAll(settings());
        var known = settings().stream().map(DocsTest::key).collect(Collectors.toSet());
        var extra = page.stream().map(DocsTest::key).filter(key -> !known.contains(key));
        assertThat(extra).allMatch(DocsTest::isReadSomewhere);
    }

    private static String key(String setting) {
        return setting.substring(0, setting.indexOf(' '));
    }

    private static boolean isReadSomewhere(String key) {
        return sources(Path.of("src/main"), Path.of("rationale")).stream().anyMatch(source -> has(source, key));
    }

    /// Every setting of every mapping, with its default.
    private static Set<String> settings() {
        var settings = new TreeSet<String>();
        for (var source : sources(Path.of("src/main/java"))) {
            if (has(source, "@ConfigMapping")) {
                settings.addAll(settings(type(source)));
            }
        }
        return settings;
    }

    private static List<String> settings(Class<?> mapping) {
        var prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
        var settings = new ArrayList<String>();
        for (var method : mapping.getMethods()) {
            var name = method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            var standard = method.getAnnotation(WithDefault.class);
            if (!method.getReturnType().isInterface()
                    || method.getReturnType().getPackageName().startsWith("java")) {
                settings.add(prefix + "." + name + " = " + (standard == null ? "none" : "`" + standard.value() + "`"));
            }
        }
        return settings;
    }

    private static Class<?> type(Path source) {
        var name = Path.of("src/main/java").relativize(source).toString();
        try {
            return Class.forName(
                    name.substring(0, name.length() - ".java".length()).replace('/', '.'));
        } catch (ClassNotFoundException unbuilt) {
            throw new IllegalStateException(unbuilt);
        }
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static List<Path> sources() {
        return sources(Path.of("src/test/java"), Path.of("integration-tests/src/test"));
    }

    private static List<Path> sources(Path... folders) {
        return Stream.of(folders)
                .flatMap(folder -> {
                    try (var files = Files.walk(folder)) {
                        return files.filter(Files::isRegularFile).toList().stream();
                    } catch (IOException unreadable) {
                        throw new UncheckedIOException(unreadable);
                    }
                })
                .toList();
    }

    private static boolean has(Path source, String text) {
        try {
            return Files.readString(source).contains(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
