package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// Whether a resource is about the patient of the call. A resource that names nobody is nobody's; an absolute reference
/// counts only on the server that the call names, since ids repeat from server to server.
final class Ownership {
    private final String patientId;
    private final @Nullable String base;

    Ownership(String patientId, @Nullable String fhirServer) {
        this.patientId = patientId;
        this.base = fhirServer == null ? null : fhirServer.replaceAll("/+$", "");
    }

    boolean isThePatients(JsonNode resource) {
        if (resource.path("resourceType").asText("").equals("Patient")) {
            return patientId.equals(resource.path("id").textValue());
        }
        var subject = resource.path("subject").path("reference");
        return points(subject.isTextual() ? subject : resource.path("patient").path("reference"))
                && !aboutSomethingElse(resource);
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
