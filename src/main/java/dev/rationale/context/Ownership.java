package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a resource is about the patient of the call. A resource that names nobody is nobody's, unless it is of a
/// type that is never about a patient.
final class Ownership {
    private static final Set<String> OF_NO_PATIENT =
            Set.of("Practitioner", "PractitionerRole", "Organization", "Location", "HealthcareService", "Medication");

    private final String patientId;
    private final @Nullable String base;

    Ownership(String patientId, @Nullable String fhirServer) {
        this.patientId = patientId;
        this.base = fhirServer == null ? null : fhirServer.replaceAll("/+$", "");
    }

    boolean isThePatients(JsonNode resource) {
        var type = resource.path("resourceType").asText("");
        if (type.equals("Patient")) {
            return patientId.equals(resource.path("id").textValue());
        }
        if (OF_NO_PATIENT.contains(type)) {
            return true;
        }
        for (var name : List.of("subject", "patient", "for")) {
            var reference = resource.path(name).path("reference");
            if (reference.isTextual()) {
                return points(reference.textValue());
            }
        }
        return participates(resource);
    }

    /// An Appointment names its patient among those who take part, and no other one.
    private boolean participates(JsonNode resource) {
        var found = false;
        for (var participant : resource.path("participant")) {
            var actor = participant.path("actor").path("reference").asText("");
            if (points(actor)) {
                found = true;
            } else if (actor.matches("(.*/)?Patient/[^/]+")) {
                return false;
            }
        }
        return found;
    }

    private boolean points(String text) {
        var version = text.lastIndexOf("/_history/");
        var reference = version < 0 ? text : text.substring(0, version);
        var relative = "Patient/" + patientId;
        if (reference.equals(relative) || reference.equals("urn:uuid:" + patientId)) {
            return true;
        }
        return base == null
                ? reference.matches("https?://.*") && reference.endsWith("/" + relative)
                : reference.equals(base + "/" + relative);
    }
}
