package dev.rationale.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.card.References;
import dev.rationale.card.Renderer;
import dev.rationale.card.Templates;
import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.Finding;
import dev.rationale.catalog.YamlLines;
import dev.rationale.cdshooks.CdsRequestReader;
import dev.rationale.cdshooks.Handling;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.client.Caller;
import dev.rationale.context.ContextGatherer;
import dev.rationale.decision.Decider;
import dev.rationale.decision.Decision;
import dev.rationale.explanation.Explainer;
import dev.rationale.feature.Featurizer;
import dev.rationale.model.ModelRuntimes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Replays a folder's examples: each `request.json` must give what its `response.json` says. What a response says
/// is a part of the answer: every member in it must be there, numbers to 1e-9.
final class ExampleReplay {
    private final ObjectMapper json = new ObjectMapper();
    private final Decider decider = new Decider(new ModelRuntimes(), new Explainer());
    private final Renderer renderer = new Renderer(new Templates());
    private final DecisionService service;

    ExampleReplay(DecisionService service) {
        this.service = service;
    }

    /// How many examples the folder has.
    List<String> names() {
        return service.version().files().keySet().stream()
                .filter(path -> path.matches("examples/[^/]+/request\\.json"))
                .map(path -> path.substring("examples/".length(), path.lastIndexOf('/')))
                .toList();
    }

    /// What does not agree.
    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        names().forEach(name -> findings.addAll(findings(name)));
        return findings;
    }

    /// What does not agree of one example.
    List<Finding> findings(String name) {
        var file = "examples/" + name + "/response.json";
        var differences = new ArrayList<Difference>();
        try {
            var expected = json.readTree(file(file)).deepCopy();
            var asOf = Instant.parse(expected.path("asOf").asText());
            if (expected instanceof ObjectNode members) {
                members.remove(List.of("about", "asOf"));
            }
            var answer = answer(name, asOf);
            if (answer.has("status") && !expected.has("status")) {
                return List.of(new Finding(
                        service.id(),
                        "examples/" + name + "/request.json",
                        1,
                        "The call is refused with " + answer.path("status").asInt() + ": "
                                + answer.path("why").asText(),
                        "Correct the request, or expect `status`."));
            }
            new Agreement(differences).compare("", expected, answer);
        } catch (IOException | java.time.DateTimeException wrong) {
            return List.of(new Finding(
                    service.id(), file, 1, "The example cannot be read.", "It needs valid JSON and `asOf`."));
        }
        // JSON is YAML, so lines are found the same way.
        var lines = new YamlLines(file(file));
        return differences.stream()
                .map(difference -> new Finding(
                        service.id(),
                        file,
                        lines.of(difference.path()),
                        "`" + difference.path() + "` " + difference.what(),
                        "Correct the folder, or the example if it was worked out wrongly."))
                .toList();
    }

    private JsonNode answer(String name, Instant asOf) {
        var clock = Clock.fixed(asOf, ZoneOffset.UTC);
        var answer = JsonNodeFactory.instance.objectNode();
        try {
            var request = new CdsRequestReader()
                    .read(
                            file("examples/" + name + "/request.json").getBytes(StandardCharsets.UTF_8),
                            service.hooks(),
                            Handling.LENIENT)
                    .request();
            var context = ContextGatherer.ofPrefetch(clock)
                    .gather(
                            service.prefetch(),
                            service.required(),
                            request,
                            Caller.open().client(),
                            asOf.plusSeconds(60));
            var features = new Featurizer(clock).compute(service, service.answering(), context.parts());
            var decision = decider.decide(service, features);
            var references =
                    new References("Patient/" + context.patientId(), "Practitioner/example", null, context.brought());
            var cards = renderer.render(service, UUID.randomUUID(), decision, references);
            answer.set("cards", json.valueToTree(cards));
            if (decision instanceof Decision.Withheld withheld) {
                answer.put("withheld", withheld.reason().code());
            }
        } catch (HookRefusal refusal) {
            var issue = refusal.issues().getFirst();
            answer.put("status", refusal.error().status());
            answer.put("why", String.join(" ", issue.expression()) + ": " + issue.diagnostics());
        }
        return answer;
    }

    private String file(String path) {
        return service.version().files().getOrDefault(path, "");
    }

    /// What does not agree at a place such as `cards[0].summary`.
    private record Difference(String path, String what) {}

    /// Compares what is expected with what came.
    private record Agreement(List<Difference> differences) {
        void compare(String path, JsonNode expected, JsonNode actual) {
            if (expected.isObject()) {
                for (Map.Entry<String, JsonNode> member : expected.properties()) {
                    var name = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                    compare(name, member.getValue(), actual.path(member.getKey()));
                }
            } else if (expected.isArray()) {
                differ(
                        !actual.isArray() || expected.size() != actual.size(),
                        path,
                        expected.size() + " elements",
                        actual.isArray() ? actual.size() + " elements" : "none");
                for (var i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                    compare(path + "[" + i + "]", expected.get(i), actual.get(i));
                }
            } else if (expected.isNumber()) {
                differ(
                        !actual.isNumber() || Math.abs(expected.doubleValue() - actual.doubleValue()) > 1e-9,
                        path,
                        expected.asText(),
                        actual.asText());
            } else {
                differ(!expected.equals(actual), path, expected.asText(), actual.asText());
            }
        }

        private void differ(boolean differs, String path, String expected, String actual) {
            if (differs) {
                differences.add(new Difference(path, "should be `" + expected + "` and is `" + actual + "`."));
            }
        }
    }
}
