package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// Whether a resource is about the patient of the call. A resource that names nobody is nobody's.
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
        var reference = subject.isTextual() ? subject : resource.path("patient").path("reference");
        return reference.isTextual() && points(reference.textValue());
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
