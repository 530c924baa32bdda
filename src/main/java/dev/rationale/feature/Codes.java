package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.catalog.CodeList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Whether a CodeableConcept carries a code of a list. A coding without a system is nobody's code.
final class Codes {
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String ICD = "/icd-";

    /// Names under which code systems are sent, folded.
    private static final Map<String, String> SYSTEMS = Map.ofEntries(
            Map.entry("urn:oid:2.16.840.1.113883.6.1", "http://loinc.org"),
            Map.entry("urn:oid:2.16.840.1.113883.6.96", SNOMED),
            Map.entry("urn:oid:2.16.840.1.113883.6.90", "http://hl7.org/fhir/sid/icd-10-cm"),
            Map.entry("http://hl7.org/fhir/sid/icd-10-us", "http://hl7.org/fhir/sid/icd-10-cm"),
            Map.entry("urn:oid:2.16.840.1.113883.6.3", "http://hl7.org/fhir/sid/icd-10"),
            Map.entry("http://fhir.de/codesystem/bfarm/icd-10-gm", "http://hl7.org/fhir/sid/icd-10"),
            Map.entry("http://fhir.de/codesystem/dimdi/icd-10-gm", "http://hl7.org/fhir/sid/icd-10"),
            Map.entry("urn:oid:2.16.840.1.113883.6.103", "http://hl7.org/fhir/sid/icd-9-cm"),
            Map.entry("urn:oid:2.16.840.1.113883.6.12", "http://www.ama-assn.org/go/cpt"));

    private final Map<String, Set<String>> exact = new HashMap<>();
    private final Map<String, List<String>> prefixes = new HashMap<>();
    private final Set<String> bare = new HashSet<>();

    Codes(CodeList list) {
        for (var entry : list.entries()) {
            var bar = entry.indexOf('|');
            var system = system(entry.substring(0, Math.max(0, bar)));
            var code = code(system, entry.substring(bar + 1));
            var codes = exact.computeIfAbsent(system, _ -> new HashSet<>());
            if (code.endsWith("*")) {
                prefixes.computeIfAbsent(system, _ -> new ArrayList<>()).add(code.substring(0, code.length() - 1));
            } else {
                codes.add(code);
                bare.add(code);
            }
        }
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

    /// Whether a concept that carries one of the codes carries another code of the same system as well: two names for
    /// one thing belong to two systems, two codes of one system are two things.
    boolean contradictedIn(JsonNode concept) {
        if (concept.path("coding").size() < 2) {
            return false;
        }
        for (var coding : concept.path("coding")) {
            if (listed(coding) && !coding.path("code").asText("").isBlank() && !matches(coding)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a concept says nothing in the systems of this list, so that its codes cannot rule anything out.
    boolean silentIn(JsonNode concept) {
        for (var coding : concept.path("coding")) {
            if (listed(coding) && !coding.path("code").asText("").isBlank()) {
                return false;
            }
        }
        return true;
    }

    /// Whether a concept carries one of the codes without saying of which system it is.
    boolean resembledIn(JsonNode concept) {
        for (var coding : concept.path("coding")) {
            var code = coding.path("code").asText("").strip();
            if (coding.path("system").asText("").isBlank() && (bare.contains(code) || bare.contains(code(ICD, code)))) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(JsonNode coding) {
        var system = systemOf(coding);
        var codes = exact.get(system);
        if (codes == null || system.isEmpty()) {
            return false;
        }
        var code = code(system, coding.path("code").asText(""));
        return !code.isEmpty() && (codes.contains(code) || begins(code, prefixes.getOrDefault(system, List.of())));
    }

    private static boolean begins(String code, List<String> prefixes) {
        for (var prefix : prefixes) {
            if (code.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a coding is of one of the systems of this list.
    private boolean listed(JsonNode coding) {
        return exact.containsKey(systemOf(coding));
    }

    /// A coding's system; one that is written as it is listed, as most are, needs no folding.
    private String systemOf(JsonNode coding) {
        var name = coding.path("system").asText("");
        return exact.containsKey(name) ? name : system(name);
    }

    /// A system's canonical name: case, `https`, a slash at the end and a SNOMED edition make no difference.
    private static String system(String name) {
        var folded = name.strip().toLowerCase(Locale.ROOT);
        if (folded.startsWith("https:")) {
            folded = "http:" + folded.substring("https:".length());
        }
        if (folded.endsWith("/")) {
            folded = folded.substring(0, folded.length() - 1);
        }
        return folded.startsWith(SNOMED + "/") ? SNOMED : SYSTEMS.getOrDefault(folded, folded);
    }

    /// ICD codes are sent with and without their point, in either case.
    private static String code(String system, String code) {
        var stripped = code.strip();
        return system.contains(ICD) ? stripped.replace(".", "").toUpperCase(Locale.ROOT) : stripped;
    }
}
