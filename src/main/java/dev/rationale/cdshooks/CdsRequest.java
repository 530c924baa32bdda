package dev.rationale.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One hook call ([CDS Hooks 2.0.1](https://cds-hooks.hl7.org/2.0.1/#http-request_1)). `context.patientId` is
/// always there and bare.
public record CdsRequest(
        String hook,
        String hookInstance,
        @Nullable String fhirServer,
        @Nullable FhirAuthorization fhirAuthorization,
        ObjectNode context,
        Map<String, JsonNode> prefetch) {
    /// The patient the call is about.
    public String patientId() {
        return context.path("patientId").asText();
    }

    /// Says nothing of the patient.
    @Override
    public String toString() {
        return "CdsRequest of " + hook;
    }
}
