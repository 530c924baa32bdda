package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a resource is about the patient of the call. A resource that names nobody is nobody's, unless it is of a
/// type that is never about a patient; an absolute reference counts only on the server that the call names, since ids
/// repeat from server to server.
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
                return points(reference) && !aboutSomethingElse(resource);
            }
        }
        return participates(resource);
    }

    /// An Appointment names its patient among those who take part, and no other one.
    private boolean participates(JsonNode resource) {
        var found = false;
        for (var participant : resource.path("participant")) {
            var actor = participant.path("actor").path("reference");
            if (points(actor)) {
                found = true;
            } else if (actor.asText("").matches("(.*/)?Patient/[^/]+")) {
                return false;
            }
        }
        return found;
    }

    /// An Observation's `focus` is what it is really about: a donor, a fetus, a device.
    private boolean aboutSomethingElse(JsonNode resource) {
        var focus = resource.path("focus");
        if (focus.isMissingNode() || focus.isNull()) {
            return false;
        }
        return focus.size() != 1 || !points(focus.path(0).path("reference"));
    }

    private boolean points(JsonNode text) {
        if (!text.isTextual()) {
            return false;
        }
        var version = text.textValue().lastIndexOf("/_history/");
        var reference = version < 0 ? text.textValue() : text.textValue().substring(0, version);
        var relative = "Patient/" + patientId;
        return reference.equals(relative)
                || reference.equals("urn:uuid:" + patientId)
                || (base != null && reference.equals(base + "/" + relative));
    }
}
