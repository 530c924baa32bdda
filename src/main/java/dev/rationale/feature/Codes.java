package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.catalog.CodeList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether a CodeableConcept carries a code of a list. A coding without a system is nobody's code.
final class Codes {
    /// Names under which code systems are sent.
    private static final Map<String, String> SYSTEMS = Map.of(
            "urn:oid:2.16.840.1.113883.6.1", "http://loinc.org",
            "https://loinc.org", "http://loinc.org",
            "urn:oid:2.16.840.1.113883.6.96", "http://snomed.info/sct",
            "https://snomed.info/sct", "http://snomed.info/sct",
            "urn:oid:2.16.840.1.113883.6.90", "http://hl7.org/fhir/sid/icd-10-cm",
            "urn:oid:2.16.840.1.113883.6.3", "http://hl7.org/fhir/sid/icd-10",
            "urn:oid:2.16.840.1.113883.6.12", "http://www.ama-assn.org/go/cpt");

    private final Set<String> exact = new HashSet<>();
    private final List<String> prefixes;

    Codes(CodeList list) {
        this.prefixes = list.entries().stream()
                .filter(entry -> entry.endsWith("*"))
                .map(entry -> entry.substring(0, entry.length() - 1))
                .toList();
        list.entries().stream().filter(entry -> !entry.endsWith("*")).forEach(exact::add);
    }

    /// Whether a CodeableConcept, or any of an array of them, carries one of the codes.
    boolean in(JsonNode concept) {
        if (concept.isArray()) {
            for (var one : concept) {
                if (in(one)) {
                    return true;
                }
            }
            return false;
        }
        for (var coding : concept.path("coding")) {
            if (matches(coding)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(JsonNode coding) {
        var system = coding.path("system").asText("").strip();
        var code = coding.path("code").asText("").strip();
        if (system.isEmpty() || code.isEmpty()) {
            return false;
        }
        var key = SYSTEMS.getOrDefault(system, system) + "|" + code;
        return exact.contains(key) || prefixes.stream().anyMatch(key::startsWith);
    }
}
