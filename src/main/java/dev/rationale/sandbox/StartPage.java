package dev.rationale.sandbox;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The page at `/` that lists the patients of the sandbox, what each shows, and how to fire a hook for it.
final class StartPage {
    private static final int MOST_LISTED = 300;

    private final SandboxPatients patients;
    private final FhirStore store;
    private final Template template;

    StartPage(SandboxPatients patients, FhirStore store) {
        this.patients = patients;
        this.store = store;
        this.template = engine().parse(text("/sandbox/page.html"), Variant.forContentType(Variant.TEXT_HTML));
    }

    /// A section of the page. The template reads it by reflection, so it is public.
    ///
    /// @param more patients that are not listed for their number
    public record Group(String id, String title, String note, List<Entry> patients, int more) {}

    /// A patient's place on the page.
    ///
    /// @param who name and sex
    /// @param born date of birth, or empty
    /// @param curl a line for a POSIX shell
    public record Entry(String id, String who, String born, String shows, String curl) {}

    /// @param base scheme and authority under which the client reached this server
    String render(String base) {
        var own = Stream.concat(patients.curated().stream(), patients.generated().stream())
                .map(PatientStory::id)
                .collect(Collectors.toSet());
        var loaded = store.all("Patient").stream()
                .filter(patient -> !own.contains(patient.id()))
                .toList();
        var groups = new ArrayList<Group>();
        groups.add(told(
                "curated", "Curated patients", "One situation each; the id says which.", patients.curated(), base));
        groups.add(told(
                "generated",
                "Generated patients",
                "Plausible charts, the same at every start.",
                patients.generated(),
                base));
        groups.add(new Group(
                "loaded",
                "Loaded from bundles",
                loaded.size() + " patients.",
                entries(loaded.stream().limit(MOST_LISTED).toList(), _ -> "", base),
                Math.max(0, loaded.size() - MOST_LISTED)));
        return template.data("groups", groups).render();
    }

    private Group told(String id, String title, String note, List<PatientStory> stories, String base) {
        var shows = stories.stream().collect(Collectors.toMap(PatientStory::id, PatientStory::shows));
        var rows = stories.stream()
                .flatMap(story -> store.read("Patient", story.id()).stream())
                .toList();
        return new Group(id, title, note, entries(rows, row -> shows.getOrDefault(row, ""), base), 0);
    }

    private static List<Entry> entries(List<Stored> rows, Function<String, String> shows, String base) {
        return rows.stream()
                .map(row -> new Entry(
                        row.id(),
                        who(row),
                        row.tree().path("birthDate").asText(),
                        shows.apply(row.id()),
                        curl(base, row.id())))
                .toList();
    }

    private static String who(Stored row) {
        var name = row.tree().path("name").path(0);
        var words =
                name.path("given").path(0).asText() + " " + name.path("family").asText();
        return Stream.of(words.strip(), row.tree().path("gender").asText())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String curl(String base, String patient) {
        return """
                curl -s -H 'Content-Type: application/json' %1$s/cds-services/kfre-ckd -d '{"hook":"patient-view",\
                "hookInstance":"%2$s","fhirServer":"%1$s/sandbox/fhir",\
                "context":{"userId":"Practitioner/sandbox-clinician","patientId":"%3$s"}}'""".formatted(base, UUID.randomUUID(), patient);
    }

    private static Engine engine() {
        return Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build();
    }

    private static String text(String name) {
        try (var stream = StartPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its file " + name + ".");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The program's file " + name + " cannot be read.", e);
        }
    }
}
