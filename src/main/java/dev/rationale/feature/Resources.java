package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

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

    /// Whether something in the resource changes what it means in a way that is not known here: FHIR forbids to read on
    /// ([modifier extensions](https://hl7.org/fhir/R4/extensibility.html#modifierExtension)).
    static boolean modified(JsonNode resource) {
        return resource.has("modifierExtension") || resource.has("implicitRules");
    }

    /// The codes of a status element that is a CodeableConcept, such as `clinicalStatus`; older servers send a text.
    static Set<String> statusCodes(JsonNode concept) {
        var codes = new LinkedHashSet<String>();
        if (concept.isTextual()) {
            codes.add(concept.textValue());
        }
        for (var coding : concept.path("coding")) {
            codes.add(coding.path("code").asText(""));
        }
        return codes;
    }
}
