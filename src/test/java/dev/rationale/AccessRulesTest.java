package dev.rationale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.rationale.client.Rights;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Nothing is reached without a right, unless it is on this list.
class AccessRulesTest {
    /// What no person signs in for: the hook calls' clients bring tokens of their own; the sandbox is dev only.
    private static final Set<String> OPEN =
            Set.of("CdsServicesResource", "FeedbackResource", "SandboxResource", "StartPageResource", "FloorResource");

    @Test
    void every_method_names_its_right_or_is_one_of_those_that_are_open() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.rationale");
        assertThat(methods(classes.stream())).hasSizeGreaterThan(10);
        assertThat(faults(classes.stream())).isEmpty();
    }

    @Test
    void finds_a_method_that_names_none_and_one_whose_right_does_not_exist() {
        var classes = new ClassFileImporter().importClasses(Forgotten.class, Misspelt.class, OpenByItself.class);
        assertThat(faults(classes.stream()))
                .containsExactlyInAnyOrder("Forgotten.get", "Misspelt.get", "OpenByItself.get");
    }

    @Test
    void a_method_without_a_right_is_refused_to_everybody() throws IOException {
        JsonNode settings = new YAMLMapper()
                .readTree(Files.readString(java.nio.file.Path.of("src/main/resources/application.yaml")));
        assertThat(settings.at("/quarkus/security/jaxrs/deny-unannotated-endpoints")
                        .asBoolean())
                .isTrue();
    }

    private static List<String> faults(Stream<JavaClass> classes) {
        return methods(classes).stream()
                .filter(method -> !guarded(method) && !open(method))
                .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
                .toList();
    }

    private static List<JavaMethod> methods(Stream<JavaClass> classes) {
        return classes.flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                .toList();
    }

    private static boolean guarded(JavaMethod method) {
        return Optional.<RolesAllowed>empty()
                .or(() -> method.tryGetAnnotationOfType(RolesAllowed.class))
                .or(() -> method.getOwner().tryGetAnnotationOfType(RolesAllowed.class))
                .filter(rights -> rights.value().length > 0 && Rights.all().containsAll(Set.of(rights.value())))
                .isPresent();
    }

    private static boolean open(JavaMethod method) {
        return OPEN.contains(method.getOwner().getSimpleName())
                && method.getOwner().isAnnotatedWith(PermitAll.class);
    }

    @Path("/forgotten")
    static class Forgotten {
        @GET
        public String get() {
            return "";
        }
    }

    @Path("/misspelt")
    @RolesAllowed("may-read-desicions")
    static class Misspelt {
        @GET
        public String get() {
            return "";
        }
    }

    @Path("/open")
    @PermitAll
    static class OpenByItself {
        @GET
        public String get() {
            return "";
        }
    }
}
