package dev.rationale.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What must hold of the suggestions of a folder and of the resources they create and change.
final class SuggestionRules {
    /// What makes an order this order of this patient.
    private static final List<String> FIXED = List.of("resourceType", "id", "subject", "patient");

    private final DecisionService service;
    private final Checklist findings;

    SuggestionRules(DecisionService service, Checklist findings) {
        this.service = service;
        this.findings = findings;
    }

    void check() {
        service.suggestions().forEach(this::suggestion);
    }

    private void suggestion(String name, SuggestionSpec suggestion) {
        var path = "suggestions." + name;
        findings.knownOrNull(
                path + ".unless", suggestion.unless(), service.features().keySet(), "feature");
        findings.expect(
                (suggestion.create() == null) == !suggestion.actions().isEmpty(),
                path,
                "It must have either `create` or `actions`.",
                "Write `create: FILE` for one resource, or a list of actions.");
        findings.expect(
                !suggestion.separable() || suggestion.actions().size() > 1,
                path + ".separable",
                "There is nothing to separate.",
                "Leave it out.");
        if (suggestion.create() != null) {
            created(path + ".create", suggestion.create());
        }
        for (var i = 0; i < suggestion.actions().size(); i++) {
            action(path + ".actions[" + i + "]", suggestion.actions().get(i));
        }
    }

    private void action(String path, ActionSpec action) {
        var kinds = Stream.of(action.create(), action.update(), action.delete())
                .filter(Objects::nonNull)
                .count();
        findings.expect(
                kinds == 1,
                path,
                "An action is exactly one of `create`, `update`, `delete`.",
                "Make one action of each.");
        findings.expect(
                (action.update() == null) == (action.with() == null),
                path,
                "`update` and `with` belong together.",
                "`update` names a feature that found orders, `with` the file with the changes.");
        if (action.create() != null) {
            created(path + ".create", action.create());
        }
        found(path + ".update", action.update());
        found(path + ".delete", action.delete());
        if (action.with() != null) {
            changed(path + ".with", action.with());
        }
    }

    /// Only what is not signed yet is changed or removed.
    private void found(String path, @Nullable String feature) {
        if (feature == null) {
            return;
        }
        findings.known(path, java.util.Set.of(feature), service.features().keySet(), "feature");
        var drafts = service.features().get(feature) instanceof FeatureSpec.Present present
                && present.anyOf().stream().allMatch(FeatureSpec.Where::ofContext);
        findings.expect(
                drafts || !service.features().containsKey(feature),
                path,
                "`" + feature + "` does not look only at what the call itself brings.",
                "Name a `present` feature whose every `from` begins with `context.`: a signed order is never changed.");
    }

    private void created(String path, String file) {
        read(path, file)
                .ifPresent(resource -> findings.expect(
                        resource.path("resourceType").isTextual(),
                        path,
                        file + " is no FHIR resource.",
                        "Give it a resourceType."));
    }

    private void changed(String path, String file) {
        read(path, file).ifPresent(patch -> {
            findings.expect(patch.isObject(), path, file + " is no object.", "Write the members that change.");
            FIXED.forEach(member -> findings.expect(
                    !patch.has(member),
                    path,
                    file + " changes `" + member + "`.",
                    "An update never makes another order of an order; suggest to delete and create instead."));
        });
    }

    private Optional<JsonNode> read(String path, String file) {
        findings.file(path, file);
        var text = service.version().files().get(file);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ObjectMapper().readTree(text));
        } catch (JsonProcessingException wrong) {
            findings.add(file, wrong.getLocation().getLineNr(), "This is not valid JSON.", wrong.getOriginalMessage());
            return Optional.empty();
        }
    }
}
