package dev.rationale.command.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.command.doctor.FhirNeeds.Need;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What a FHIR server says about itself. Nothing else of Rationale asks for it.
final class MetadataCheck {
    private static final int LARGEST = 32 << 20;
    private final Web web;
    private final ClockCheck clock;

    MetadataCheck(Web web, ClockCheck clock) {
        this.web = web;
        this.clock = clock;
    }

    /// Whether the server speaks FHIR R4.
    boolean check(Server server, HttpClient client, List<Need> needs, Consumer<Step> report) {
        var step = server.step("metadata");
        var url = URI.create(server.url() + "/metadata");
        var document = switch (web.get(client, url, "application/fhir+json", LARGEST)) {
            case Web.Answer.Nothing(String finding, String advice) -> {
                report.accept(Step.wrong(step, finding, advice));
                yield null;
            }
            case Web.Answer.Came came
            when came.status() != 200 -> {
                report.accept(Web.status(step, came));
                yield null;
            }
            case Web.Answer.Came came -> {
                clock.check(server, came.date(), report);
                yield came.document();
            }
        };
        if (document == null) {
            report.accept(Step.notTried(
                    server.step("types and searches"), "What the server offers is not known.", "Mend metadata first."));
            return false;
        }
        return judged(server, document, needs, report);
    }

    private static boolean judged(Server server, JsonNode document, List<Need> needs, Consumer<Step> report) {
        var step = server.step("metadata");
        var version = document.path("fhirVersion").asText("");
        if (!document.path("resourceType").asText("").matches("CapabilityStatement|Conformance")) {
            report.accept(Step.wrong(
                    step,
                    "What it answers is no CapabilityStatement as JSON.",
                    "Register the FHIR base itself: the address below which /metadata and /Patient are."));
            return false;
        }
        if (!version.startsWith("4.")) {
            report.accept(Step.wrong(
                    step,
                    "It speaks FHIR " + (version.isEmpty() ? "without naming a version" : version)
                            + "; R4 (4.x) is needed.",
                    "Register the server's R4 base; many have one beside the older ones."));
            return false;
        }
        report.accept(Step.ok(step, "It speaks FHIR " + version + "."));
        report.accept(offered(server.step("types and searches"), document, needs));
        return true;
    }

    private static Step offered(String step, JsonNode statement, List<Need> needs) {
        var lacking = new ArrayList<String>();
        needs.forEach(need -> lacking.addAll(lacking(need, declared(statement, need.type()))));
        return lacking.isEmpty()
                ? Step.ok(step, "All " + needs.size() + " types that prefetch needs are declared, with their searches.")
                : Step.wrong(
                        step,
                        "Not declared: " + String.join(", ", lacking) + ".",
                        "Have them switched on; or have every call bring them in its prefetch.");
    }

    private static List<JsonNode> declared(JsonNode statement, String type) {
        var found = new ArrayList<JsonNode>();
        for (var rest : statement.path("rest")) {
            for (var resource : rest.path("resource")) {
                if (resource.path("type").asText("").equals(type)) {
                    found.add(resource);
                }
            }
        }
        return found;
    }

    private static List<String> lacking(Need need, List<JsonNode> declared) {
        if (declared.isEmpty()) {
            return List.of(need.type());
        }
        var interactions = values(declared, "interaction", "code");
        var parameters = values(declared, "searchParam", "name");
        var lacking = new ArrayList<String>();
        need.interactions().stream()
                .filter(one -> !interactions.contains(one))
                .forEach(one -> lacking.add(need.type() + " " + one));
        need.searched().stream()
                .filter(one -> !parameters.contains(one))
                .forEach(one -> lacking.add(need.type() + "?" + one));
        return lacking;
    }

    private static List<String> values(List<JsonNode> resources, String list, String member) {
        var values = new ArrayList<String>();
        for (var resource : resources) {
            for (var one : resource.path(list)) {
                values.add(one.path(member).asText(""));
            }
        }
        return values;
    }
}
