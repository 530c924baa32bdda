package dev.rationale.card;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.catalog.DecisionService;
import dev.rationale.decision.Decision;
import dev.rationale.feature.Feature;
import java.util.List;
import java.util.UUID;

/// The card's explanation for machines: exact numbers, so that each can be traced and recomputed.
/// Documented in `docs/card-extension.md`.
final class ExplanationExtension {
    /// The member's name in a card's `extension`.
    static final String NAME = "dev.rationale.explanation";

    /// Names of suggestions that the client's kind of EHR cannot carry.
    static final String LEFT_OUT = "suggestionsLeftOut";

    private ExplanationExtension() {}

    /// @param leftOut names of suggestions that the client cannot carry
    static ObjectNode of(DecisionService service, UUID id, Decision decision, List<String> leftOut) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("decision", id.toString());
        json.put("service", service.id());
        json.put("modelVersion", decision.model().version());
        json.put("contentHash", service.version().hash());
        json.put("asOf", decision.features().asOf().toString());
        switch (decision) {
            case Decision.Scored scored -> scored(json, scored);
            case Decision.Withheld withheld -> {
                json.put("withheld", withheld.reason().code());
                json.put("because", withheld.because());
            }
        }
        if (!leftOut.isEmpty()) {
            leftOut.forEach(json.putArray(LEFT_OUT)::add);
        }
        var features = json.putObject("features");
        decision.features().features().forEach((name, feature) -> features.set(name, feature(feature)));
        if (decision instanceof Decision.Scored scored) {
            scored.explanation()
                    .contributions()
                    .forEach(contribution ->
                            features.withObject("/" + contribution.input()).put("contribution", contribution.amount()));
        }
        return json;
    }

    private static void scored(ObjectNode json, Decision.Scored scored) {
        json.put("calibration", scored.model().calibration());
        json.put("comparedWith", scored.explanation().comparedWith());
        json.put("linearPredictor", scored.prediction().margin());
        json.put("band", scored.band().id());
        var outputs = json.putObject("outputs");
        scored.prediction().outputs().forEach(outputs::put);
        // Nothing is written that is empty: withObject makes the member with its first entry.
        scored.explanation()
                .ranges()
                .forEach((name, range) -> json.withObject("/ranges")
                        .putObject(name)
                        .put("low", range.low())
                        .put("high", range.high()));
        scored.model()
                .derivations()
                .forEach((name, value) -> json.withObject("/derivations").put(name, value));
    }

    private static ObjectNode feature(Feature feature) {
        var json = JsonNodeFactory.instance.objectNode();
        switch (feature) {
            case Feature.Known known -> {
                json.put("value", known.value());
                json.put("unit", known.unit());
                if (known.date() != null) {
                    json.put("date", known.date().toString());
                }
            }
            case Feature.Absent absent -> {
                json.put("absent", absent.absence().words());
                if (absent.lastSeen() != null) {
                    json.put("date", absent.lastSeen().toString());
                }
            }
        }
        if (!feature.evidence().isEmpty()) {
            json.put("source", feature.evidence().getFirst().reference());
            var recorded = json.putArray("recorded");
            feature.evidence().forEach(evidence -> recorded.addPOJO(evidence));
        }
        return json;
    }
}
