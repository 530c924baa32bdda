package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/// The parts that R4 resources are made of.
final class Shapes {
    static final String CLINICIAN = "Practitioner/sandbox-clinician";
    private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
    private static final Pattern VALUE = Pattern.compile("(<=|>=|<|>)?(.+)");

    private Shapes() {}

    static ObjectNode resource(String type, String id) {
        return FhirJson.object().put("resourceType", type).put("id", id);
    }

    /// A resource about a patient.
    static ObjectNode about(String type, String id, String patient) {
        var resource = resource(type, id);
        reference(resource, "subject", "Patient/" + patient);
        return resource;
    }

    static void reference(ObjectNode parent, String element, String reference) {
        parent.putObject(element).put("reference", reference);
    }

    /// A CodeableConcept of a term of the catalogue.
    static ObjectNode concept(Catalogue.Term term) {
        return concept(term.system(), term.code(), term.display()).put("text", term.display());
    }

    /// A CodeableConcept of one of HL7's own code systems.
    static ObjectNode status(String system, String code) {
        var concept = FhirJson.object();
        concept.putArray("coding")
                .addObject()
                .put("system", TERMINOLOGY + system)
                .put("code", code);
        return concept;
    }

    static ObjectNode concept(String system, String code, String display) {
        var concept = FhirJson.object();
        concept.putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code)
                .put("display", display);
        return concept;
    }

    static ObjectNode quantity(Catalogue.Measurement measurement, String written) {
        var parts = VALUE.matcher(written);
        if (!parts.matches()) {
            throw new IllegalStateException("A measured value of the sandbox's patients is empty.");
        }
        var quantity = FhirJson.object().put("value", new BigDecimal(parts.group(2)));
        if (parts.group(1) != null) {
            quantity.put("comparator", parts.group(1));
        }
        quantity.put("unit", measurement.unit());
        if (measurement.ucum() != null) {
            quantity.put("system", "http://unitsofmeasure.org").put("code", measurement.ucum());
        }
        return quantity;
    }
}
