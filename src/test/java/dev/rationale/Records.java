package dev.rationale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.cdshooks.StrictJson;
import java.nio.charset.StandardCharsets;

/// Rows of a record as an EHR sends them, about the patient `p`, each with an id of its own.
public final class Records {
    public static final String LOINC = "http://loinc.org";
    public static final String SNOMED = "http://snomed.info/sct";
    public static final String ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm";

    private Records() {}

    /// JSON as the service reads it: single quotes stand for double ones.
    public static ObjectNode json(String text) {
        return StrictJson.object(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /// A man of 75 on 2026-11-24.
    public static ObjectNode patient() {
        return json("{'resourceType':'Patient','id':'p','gender':'male','birthDate':'1951-03-02'}");
    }

    /// A creatinine in mg/dL.
    public static ObjectNode creatinine(String id, String date, String value) {
        return lab(id, "2160-0", date, value, "mg/dL");
    }

    /// A urine albumin-creatinine ratio in mg/g.
    public static ObjectNode uacr(String id, String date, String value) {
        return lab(id, "9318-7", date, value, "mg/g");
    }

    /// A final laboratory value with its unit in text and code.
    public static ObjectNode lab(String id, String loinc, String date, String value, String unit) {
        var lab = json("""
                {'resourceType':'Observation','id':'%s','status':'final','subject':{'reference':'Patient/p'},
                 'code':{'coding':[{'system':'http://loinc.org','code':'%s'}]},'effectiveDateTime':'%s',
                 'valueQuantity':{'value':%s,'unit':'%s','system':'http://unitsofmeasure.org','code':'%s'}}""".formatted(id, loinc, date, value, unit, unit));
        return lab;
    }

    /// An active, confirmed condition.
    public static ObjectNode condition(String id, String system, String code) {
        var condition = row("Condition", id);
        condition.set("code", concept(system, code));
        condition.set("clinicalStatus", concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "active"));
        condition.set(
                "verificationStatus",
                concept("http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed"));
        return condition;
    }

    /// A completed procedure.
    public static ObjectNode procedure(String id, String code, String date) {
        var procedure = row("Procedure", id).put("status", "completed").put("performedDateTime", date);
        procedure.set("code", concept(SNOMED, code));
        return procedure;
    }

    /// A referral to nephrology.
    public static ObjectNode referral(String id, String status) {
        var referral = row("ServiceRequest", id).put("status", status).put("intent", "order");
        referral.set("code", concept(SNOMED, "103696004"));
        referral.putArray("performerType").add(concept(SNOMED, "394589003"));
        return referral;
    }

    /// A CodeableConcept with one coding.
    public static ObjectNode concept(String system, String code) {
        var concept = JsonNodeFactory.instance.objectNode();
        concept.putArray("coding").addObject().put("system", system).put("code", code);
        return concept;
    }

    /// A searchset with these entries.
    public static ObjectNode bundle(JsonNode... resources) {
        var bundle = json("{'resourceType':'Bundle','type':'searchset'}");
        var entries = bundle.putArray("entry");
        for (var resource : resources) {
            entries.addObject().set("resource", resource);
        }
        return bundle;
    }

    private static ObjectNode row(String type, String id) {
        var row =
                JsonNodeFactory.instance.objectNode().put("resourceType", type).put("id", id);
        row.putObject("subject").put("reference", "Patient/p");
        return row;
    }
}
