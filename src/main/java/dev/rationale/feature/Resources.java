package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;

/// Small readings that all resource types share.
final class Resources {
    private Resources() {}

    /// `Type/id`, or the type alone for a resource without an id.
    static String reference(JsonNode resource) {
        var type = resource.path("resourceType").asText("Resource");
        return resource.path("id").isTextual()
                ? type + "/" + resource.path("id").textValue()
                : type;
    }

    /// The code of a status element that is a CodeableConcept, such as `clinicalStatus`.
    static String statusCode(JsonNode concept) {
        for (var coding : concept.path("coding")) {
            if (coding.path("code").isTextual()) {
                return coding.path("code").textValue();
            }
        }
        return "";
    }
}
