package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// What the FHIR endpoint answers: always `application/fhir+json`.
record FhirAnswer(int status, JsonNode body, Map<String, String> headers) {
    static FhirAnswer of(JsonNode body) {
        return new FhirAnswer(200, body, Map.of());
    }

    static FhirAnswer of(FhirProblem problem) {
        return new FhirAnswer(problem.status(), problem.outcome(), Map.of());
    }

    /// The one resource that was read or written.
    static FhirAnswer of(int status, Stored stored, String base) {
        var location = base + "/" + stored.reference() + "/_history/" + stored.version();
        return new FhirAnswer(status, stored.tree(), Map.of("ETag", stored.etag(), "Content-Location", location));
    }
}
