package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;

/// Fills the store with the sandbox's own patients and the clinician who sees them.
record SandboxPatients(List<PatientStory> curated, List<PatientStory> generated) {
    static SandboxPatients load() {
        return new SandboxPatients(StoryBook.load(), new StoryGenerator().generate());
    }

    void fill(FhirStore store, Clock clock) {
        var expansion = new StoryExpansion(Catalogue.load(), StoryDates.of(clock));
        put(store, clinician());
        for (var stories : List.of(curated, generated)) {
            stories.forEach(story -> expansion.expand(story).forEach(resource -> put(store, resource)));
        }
    }

    private static void put(FhirStore store, ObjectNode resource) {
        var stored = store.put(
                resource.path("resourceType").asText(), resource.path("id").asText(), resource);
        if (stored.version() != 1) {
            throw new IllegalStateException("Two resources of the sandbox's own patients have one id.");
        }
    }

    private static ObjectNode clinician() {
        var clinician = Shapes.resource("Practitioner", "sandbox-clinician").put("active", true);
        var name = clinician.putArray("name").addObject().put("family", "Sandbox");
        name.putArray("given").add("Robin");
        name.putArray("prefix").add("Dr.");
        return clinician;
    }
}
