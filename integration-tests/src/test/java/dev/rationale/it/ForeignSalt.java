package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Fifty rows that must not count, made of the rows of a folder's examples: another patient's, with a code that means
/// nothing, entered in error or cancelled, or too old to matter.
///
/// @param pool what the grains are made of
record ForeignSalt(List<ObjectNode> pool, LocalDate today) {
    private static final int ROWS = 50;
    private static final Map<String, String> VOID_STATUS = Map.of(
            "Observation", "cancelled",
            "Procedure", "entered-in-error",
            "ServiceRequest", "entered-in-error",
            "MedicationRequest", "entered-in-error",
            "Encounter", "entered-in-error");

    static ForeignSalt of(List<FolderExample> examples, LocalDate today) {
        return new ForeignSalt(
                examples.stream()
                        .flatMap(example -> example.resources().stream())
                        .filter(row -> !row.path("resourceType").asText().equals("Patient"))
                        .toList(),
                today);
    }

    List<ObjectNode> grains(FolderExample example, Random random) {
        var grains = new ArrayList<ObjectNode>();
        for (int row = 0; row < ROWS && !pool.isEmpty(); row++) {
            var grain = pool.get(random.nextInt(pool.size())).deepCopy().put("id", "salt-" + row);
            grain.remove("identifier");
            subject(grain, example.patient());
            grains.add(spoilt(grain, row, example));
        }
        return grains;
    }

    private ObjectNode spoilt(ObjectNode grain, int row, FolderExample example) {
        return switch (row % 4) {
            case 0 -> subject(grain, example.patient() + "-twin");
            case 1 -> coded(grain);
            case 2 -> inError(grain, example);
            default -> old(grain, row, example);
        };
    }

    private static ObjectNode subject(ObjectNode grain, String patient) {
        var member = grain.has("patient") ? "patient" : "subject";
        grain.putObject(member).put("reference", "Patient/" + patient);
        return grain;
    }

    private static ObjectNode coded(ObjectNode grain) {
        grain.putObject(grain.has("medicationCodeableConcept") ? "medicationCodeableConcept" : "code")
                .putArray("coding")
                .addObject()
                .put("system", "urn:nobody")
                .put("code", "nothing");
        return grain;
    }

    private static ObjectNode inError(ObjectNode grain, FolderExample example) {
        var type = grain.path("resourceType").asText();
        if (type.equals("Condition") || type.equals("AllergyIntolerance")) {
            grain.putObject("verificationStatus")
                    .putArray("coding")
                    .addObject()
                    .put("system", "http://terminology.hl7.org/CodeSystem/" + type.toLowerCase() + "-ver-status")
                    .put("code", "entered-in-error");
            return grain;
        }
        var voided = VOID_STATUS.get(type);
        return voided == null ? subject(grain, example.patient() + "-twin") : grain.put("status", voided);
    }

    /// A normal creatinine of twelve years ago, where the example has one that can be read: to a patient without any
    /// it would be news.
    private ObjectNode old(ObjectNode grain, int row, FolderExample example) {
        if (!example.service().equals("kfre-ckd") || example.name().equals("unknown-unit")) {
            return coded(grain);
        }
        var creatinine = JSON.createObjectNode();
        creatinine
                .put("resourceType", "Observation")
                .put("id", "salt-" + row)
                .put("status", "final")
                .put("effectiveDateTime", today.minusYears(12).minusDays(row) + "T08:00:00Z");
        creatinine
                .putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", "http://loinc.org")
                .put("code", "2160-0");
        creatinine.putObject("valueQuantity").put("value", 0.9).put("unit", "mg/dL");
        return subject(creatinine, example.patient());
    }

    /// Rows as a transaction that keeps their ids.
    static JsonNode transaction(List<ObjectNode> rows) {
        var bundle = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        var entries = bundle.putArray("entry");
        for (var row : rows) {
            var entry = entries.addObject();
            entry.set("resource", row);
            entry.putObject("request").put("method", "PUT").put("url", reference(row));
        }
        return bundle;
    }

    static String reference(JsonNode row) {
        return row.path("resourceType").asText() + "/" + row.path("id").asText();
    }
}
