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
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// The suggestions of a card. One that was done already, or of which that is not known, is not offered.
public final class Suggestions {
    /// What a resource's template may say in braces.
    static final List<String> PLACEHOLDERS = List.of("patient", "user", "encounter", "today", "reason");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DecisionService service;
    private final UUID id;
    private final Decision decision;
    private final References references;

    Suggestions(DecisionService service, UUID id, Decision decision, References references) {
        this.service = service;
        this.id = id;
        this.decision = decision;
        this.references = references;
    }

    /// Two suggestions that the same feature marks as done are the same deed: the first one stays.
    List<Suggestion> of(List<String> named, String reason) {
        var names = new LinkedHashSet<>(named);
        decision.criteria().forEach(criterion -> names.addAll(criterion.suggest()));
        var deeds = new HashSet<String>();
        return names.stream()
                .filter(name -> open(spec(name), decision.features()))
                .filter(name -> deeds.add(deed(spec(name))))
                .map(name -> suggestion(name, reason))
                .toList();
    }

    /// The uuid of a decision's suggestion: what a client sends back can be traced to the folder's suggestion.
    ///
    /// @param name of the suggestion in the folder
    public static UUID uuid(UUID decision, String name) {
        return UUID.nameUUIDFromBytes((decision + "/" + name).getBytes(StandardCharsets.UTF_8));
    }

    private SuggestionSpec spec(String name) {
        return Objects.requireNonNull(service.suggestions().get(name), "checked at load");
    }

    private static String deed(SuggestionSpec spec) {
        return spec.unless() == null ? spec.create() : spec.unless();
    }

    private static boolean open(SuggestionSpec spec, FeatureVector features) {
        var done = spec.unless();
        return done == null || features.value(done).orElse(1) == 0;
    }

    private Suggestion suggestion(String name, String reason) {
        var spec = spec(name);
        var resource = new ResourceTemplate(values(reason)).fill(template(spec.create()));
        var action = new Action(Action.Type.CREATE, spec.description(), resource, null);
        return new Suggestion(spec.label(), uuid(id, name), true, List.of(action));
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
