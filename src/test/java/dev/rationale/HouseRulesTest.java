package dev.rationale;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The rules of the house, kept by a machine.
@AnalyzeClasses(packages = "dev.rationale", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    /// From bottom to top: a package uses those before it and no other.
    static final List<String> PACKAGES = List.of(
            "cdshooks",
            "catalog",
            "client",
            "context",
            "feature",
            "model",
            "explanation",
            "decision",
            "card",
            "journal",
            "feedback",
            "monitoring",
            "release",
            "dossier",
            "hooks",
            "launch",
            "operator",
            "command",
            "sandbox");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("dev.rationale.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothing_is_injected_into_fields = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule only_commands_write_to_the_terminal = noClasses()
            .that()
            .resideOutsideOfPackage("dev.rationale.command..")
            .should(com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule fhir_ends_at_feature = noClasses()
            .that()
            .resideInAnyPackage(below("feature"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.rationale.context..");

    @ArchTest
    static final ArchRule jax_rs_lives_at_the_edges = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.rationale.hooks..",
                    "dev.rationale.launch..",
                    "dev.rationale.operator..",
                    "dev.rationale.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule no_static_state = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule time_comes_from_the_clock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.OffsetDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now");

    @ArchTest
    static final ArchRule names_say_what_things_are = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Processor|Handler|Data|Info|DTO|Bean)");

    /// The wire depends on Jackson alone.
    @ArchTest
    static final ArchRule the_wire_depends_on_jackson_alone = classes()
            .that()
            .resideInAPackage("dev.rationale.cdshooks..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.rationale.cdshooks..", "java..", "com.fasterxml.jackson..", "org.jspecify..");

    private static String[] below(String name) {
        return PACKAGES.subList(PACKAGES.indexOf(name) + 1, PACKAGES.size()).stream()
                .filter(other -> !List.of("hooks", "command", "sandbox").contains(other))
                .map(other -> "dev.rationale." + other + "..")
                .toArray(String[]::new);
    }

    @ArchTest
    static void a_package_uses_only_those_before_it(com.tngtech.archunit.core.domain.JavaClasses classes) {
        for (var i = 0; i < PACKAGES.size(); i++) {
            var after = PACKAGES.subList(i + 1, PACKAGES.size()).stream()
                    .map(other -> "dev.rationale." + other + "..")
                    .toArray(String[]::new);
            if (after.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("dev.rationale." + PACKAGES.get(i) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(after)
                        .allowEmptyShould(true)
                        .check(classes);
            }
        }
    }

    @ArchTest
    static void every_package_is_in_the_table(com.tngtech.archunit.core.domain.JavaClasses classes) {
        var unknown = classes.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith("dev.rationale."))
                .map(name -> name.substring("dev.rationale.".length()).replaceFirst("\\..*", ""))
                .filter(name -> !PACKAGES.contains(name))
                .distinct()
                .toList();
        assertThat(unknown).isEmpty();
    }

    @Test
    void no_file_is_longer_than_400_lines() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(path -> path.toString().endsWith(".java")).filter(path -> lines(path) > 400))
                    .isEmpty();
        }
    }

    private static long lines(Path path) {
        try (var lines = Files.lines(path)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
