package dev.rationale.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.SuggestionSpec;
import dev.rationale.cdshooks.Action;
import dev.rationale.cdshooks.Suggestion;
import dev.rationale.decision.Decision;
import dev.rationale.feature.FeatureVector;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// The suggestions of a card. One that was done already, or of which that is not known, is not offered.
final class Suggestions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DecisionService service;
    private final Decision decision;
    private final References references;

    Suggestions(DecisionService service, Decision decision, References references) {
        this.service = service;
        this.decision = decision;
        this.references = references;
    }

    /// Two suggestions that the same feature marks as done are the same deed: the first one stays.
    List<Suggestion> of(List<String> named, String reason) {
        var names = new LinkedHashSet<>(named);
        decision.criteria().forEach(criterion -> names.addAll(criterion.suggest()));
        var deeds = new HashSet<String>();
        return names.stream()
                .map(name -> Objects.requireNonNull(service.suggestions().get(name), "checked at load"))
                .filter(spec -> open(spec, decision.features()))
                .filter(spec -> deeds.add(spec.unless() == null ? spec.create() : spec.unless()))
                .map(spec -> suggestion(spec, reason))
                .toList();
    }

    private static boolean open(SuggestionSpec spec, FeatureVector features) {
        var done = spec.unless();
        return done == null || features.value(done).orElse(1) == 0;
    }

    private Suggestion suggestion(SuggestionSpec spec, String reason) {
        var resource = new ResourceTemplate(values(reason)).fill(template(spec.create()));
        var action = new Action(Action.Type.CREATE, spec.description(), resource, null);
        return new Suggestion(spec.label(), UUID.randomUUID(), true, List.of(action));
    }

    private Map<String, String> values(String reason) {
        var values = new LinkedHashMap<String, String>();
        values.put("patient", references.patient());
        values.put("today", decision.features().asOf().toString());
        values.put("reason", reason);
        if (references.user() != null) {
            values.put("user", references.user());
        }
        if (references.encounter() != null) {
            values.put("encounter", references.encounter());
        }
        return values;
    }

    private JsonNode template(String file) {
        try {
            return JSON.readTree(service.version().files().get(file));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("checked at load", impossible);
        }
    }
}
