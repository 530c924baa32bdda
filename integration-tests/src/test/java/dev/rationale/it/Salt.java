package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Fifty rows that must not count, and a shuffle: other patients' rows, other codes, rows entered in error or
/// cancelled, and measurements too old to matter.
///
/// @param patient whose call it is
/// @param others prefetch of two other patients
record Salt(String patient, JsonNode oneOther, JsonNode anotherOther) {
    private static final int ROWS = 50;
    private static final List<String> KEYS = List.of("kidney", "urine", "conditions", "procedures", "referrals");

    ObjectNode into(ObjectNode prefetch, int seed) {
        var random = new Random(seed);
        for (int row = 0; row < ROWS; row++) {
            var key = KEYS.get(random.nextInt(KEYS.size()));
            var grain = grain(row, key, random);
            if (!grain.isEmpty()) {
                ((ObjectNode) prefetch.path(key)).withArray("entry").addObject().set("resource", grain);
            }
        }
        KEYS.forEach(key -> shuffle((ObjectNode) prefetch.path(key), random));
        return prefetch;
    }

    private ObjectNode grain(int row, String key, Random random) {
        return switch (row % 4) {
            case 0 -> anotherPatients(row, key, random);
            case 1 -> anotherCode(row, key);
            case 2 -> inError(row, key);
            default -> hasCreatinine() ? tooOld(row) : anotherCode(row, key);
        };
    }

    /// For a patient whose creatinine cannot be read at all an old one that can be read is news, not salt.
    private boolean hasCreatinine() {
        return !Set.of("mdrd-only", "unknown-unit").contains(patient);
    }

    /// A row of another patient just as it is there, or one of a patient whose id begins alike.
    private ObjectNode anotherPatients(int row, String key, Random random) {
        var other = random.nextBoolean() ? oneOther : anotherOther;
        var entries = other.path(key).path("entry");
        if (!entries.isEmpty() && !other.path("patient").path("id").asText().equals(patient)) {
            return entries.get(random.nextInt(entries.size())).path("resource").deepCopy();
        }
        var alike = creatinine(row, 1.1, today().minusDays(1));
        alike.putObject("subject").put("reference", "Patient/" + patient + "-twin");
        return alike;
    }

    private ObjectNode anotherCode(int row, String key) {
        var other = creatinine(row, 900, today());
        if (key.equals("conditions")) {
            other = condition(row, "38341003");
            status(other, "clinicalStatus", "active");
        } else {
            coding(other, "http://loinc.org", "2345-7");
        }
        return other;
    }

    private ObjectNode inError(int row, String key) {
        if (key.equals("conditions")) {
            var dialysis = condition(row, "236435004");
            status(dialysis, "verificationStatus", "entered-in-error");
            return dialysis;
        }
        return creatinine(row, 9.9, today()).put("status", row % 8 < 4 ? "entered-in-error" : "cancelled");
    }

    private ObjectNode tooOld(int row) {
        return creatinine(row, 0.9, today().minusYears(12).minusDays(row));
    }

    private ObjectNode creatinine(int row, double value, LocalDate on) {
        var observation = resource("Observation", row);
        observation.put("status", "final").put("effectiveDateTime", on + "T00:00:01Z");
        coding(observation, "http://loinc.org", "2160-0");
        observation
                .putObject("valueQuantity")
                .put("value", value)
                .put("unit", "mg/dL")
                .put("system", "http://unitsofmeasure.org")
                .put("code", "mg/dL");
        return observation;
    }

    private ObjectNode condition(int row, String snomed) {
        var condition = resource("Condition", row);
        coding(condition, "http://snomed.info/sct", snomed);
        return condition;
    }

    private ObjectNode resource(String type, int row) {
        var resource = JSON.createObjectNode();
        resource.put("resourceType", type).put("id", "salt-" + row);
        resource.putObject("subject").put("reference", "Patient/" + patient);
        return resource;
    }

    private static void coding(ObjectNode resource, String system, String code) {
        resource.putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code);
    }

    private static void status(ObjectNode condition, String member, String code) {
        condition.putObject(member).putArray("coding").addObject().put("code", code);
    }

    private static void shuffle(ObjectNode bundle, Random random) {
        var entries = new ArrayList<JsonNode>();
        bundle.path("entry").forEach(entries::add);
        Collections.shuffle(entries, random);
        ArrayNode shuffled = bundle.putArray("entry");
        entries.forEach(shuffled::add);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
