package dev.rationale.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.decision.Decision;
import dev.rationale.decision.HeldBack;

/// What the journal keeps of a decision, as JSON.
final class DecisionBody {
    private final ObjectMapper json;
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();

    DecisionBody(ObjectMapper json) {
        this.json = json;
    }

    ObjectNode body() {
        return body;
    }

    void set(String name, Object value) {
        body.set(name, json.valueToTree(value));
    }

    /// What was answered, but of a draft order that is updated only which one it is: the rest of it is the client's
    /// own,
    /// and may name the patient.
    void answered(String name, Object answer) {
        var tree = json.<JsonNode>valueToTree(answer);
        for (var action : tree.findParents("type")) {
            if (action.path("type").asText().equals("update") && action.path("resource") instanceof ObjectNode draft) {
                draft.retain("resourceType", "id");
            }
        }
        body.set(name, tree);
    }

    void decision(Decision decision) {
        set("features", decision.features());
        switch (decision) {
            case Decision.Scored scored -> scored(scored);
            case Decision.Withheld withheld -> {
                body.put("because", withheld.because());
                body.put("feature", withheld.feature());
                body.put("notice", withheld.notice());
                if (withheld.heldBack() != null) {
                    heldBack(withheld.heldBack());
                }
            }
        }
    }

    private void scored(Decision.Scored scored) {
        set("prediction", scored.prediction());
        set("explanation", scored.explanation());
        body.put("band", scored.band().id());
    }

    /// What would have been said, and the answer that keeps it from being said again.
    private void heldBack(HeldBack held) {
        var node = body.putObject("heldBack");
        switch (held.instead()) {
            case Decision.Scored scored -> scored(scored);
            case Decision.Withheld withheld -> {
                node.put("notice", withheld.notice());
                node.put("reason", withheld.reason().code());
                node.put("because", withheld.because());
            }
        }
        node.put("card", held.answer().card().toString());
        node.put("answered", held.answer().accepted() ? "accepted" : "overridden");
        node.put("at", held.answer().at().toString());
        if (held.until() != null) {
            node.put("until", held.until().toString());
        }
    }

    /// Puts another text wherever a reference stands as a whole text.
    static void replace(JsonNode node, String reference, String other) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(member -> {
                    if (reference.equals(member.getValue().textValue())) {
                        member.setValue(JsonNodeFactory.instance.textNode(other));
                    } else {
                        replace(member.getValue(), reference, other);
                    }
                });
            case ArrayNode array -> array.forEach(element -> replace(element, reference, other));
            default -> {}
        }
    }
}
