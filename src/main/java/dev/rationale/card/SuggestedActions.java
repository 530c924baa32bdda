package dev.rationale.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rationale.catalog.ActionSpec;
import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.SuggestionSpec;
import dev.rationale.cdshooks.Action;
import dev.rationale.decision.Decision;
import dev.rationale.feature.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The actions of a suggestion, filled: what is created from the folder's templates, what is updated or deleted from
/// the draft orders that a feature found. An order is updated as it came, but for what the folder changes.
final class SuggestedActions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DecisionService service;
    private final Decision decision;
    private final References references;
    private final Map<String, String> values;

    /// @param reason for which something is ordered, in a sentence
    SuggestedActions(DecisionService service, Decision decision, References references, String reason) {
        this.service = service;
        this.decision = decision;
        this.references = references;
        this.values = values(reason);
    }

    /// All of them, in the order in which they are carried out; empty when one of them has nothing to act on.
    Optional<List<Action>> of(SuggestionSpec spec) {
        var actions = new ArrayList<Action>();
        for (var one : spec.all()) {
            var filled = of(one);
            if (filled.isEmpty()) {
                return Optional.empty();
            }
            actions.addAll(filled);
        }
        actions.sort(Comparator.comparing(Action::type));
        return Optional.of(actions);
    }

    private List<Action> of(ActionSpec spec) {
        var description = spec.description();
        if (spec.create() != null) {
            return List.of(new Action(Action.Type.CREATE, description, filled(spec.create()), null));
        }
        if (spec.delete() != null) {
            return drafts(spec.delete()).stream()
                    .map(draft -> new Action(Action.Type.DELETE, description, null, draft))
                    .toList();
        }
        var patch = filled(Objects.requireNonNull(spec.with(), "checked at load"));
        return drafts(Objects.requireNonNull(spec.update(), "checked at load")).stream()
                .map(draft -> new Action(
                        Action.Type.UPDATE,
                        description,
                        MergePatch.applied(
                                Objects.requireNonNull(references.drafts().get(draft)), patch),
                        null))
                .toList();
    }

    /// The draft orders that a feature found; none when one of them cannot be named.
    private List<String> drafts(String feature) {
        var found = decision.features().get(feature).evidence().stream()
                .map(Evidence::reference)
                .distinct()
                .toList();
        return references.drafts().keySet().containsAll(found) ? found : List.of();
    }

    private JsonNode filled(String file) {
        try {
            var template = JSON.readTree(service.version().files().get(file));
            return new ResourceTemplate(values).fill(template);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("checked at load", impossible);
        }
    }

    private Map<String, String> values(String reason) {
        var filled = new LinkedHashMap<String, String>();
        filled.put("patient", references.patient());
        filled.put("today", decision.features().asOf().toString());
        filled.put("reason", reason);
        if (references.user() != null) {
            filled.put("user", references.user());
        }
        if (references.encounter() != null) {
            filled.put("encounter", references.encounter());
        }
        return filled;
    }
}
