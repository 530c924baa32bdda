package dev.rationale.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rationale.cdshooks.Coding;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What must hold between the parts of one folder: every name that is used is defined, every file that is named
/// is there, the last band always holds.
final class FolderRules {
    private final String folder;
    private final DecisionService service;
    private final Checklist check;

    FolderRules(String folder, DecisionService service, Checklist check) {
        this.folder = folder;
        this.service = service;
        this.check = check;
    }

    void apply() {
        identity();
        scope();
        bands();
        card();
        answered();
        service.suggestions().forEach(this::suggestion);
    }

    private void identity() {
        check.expect(
                service.id().equals(folder), "id", "The id is not the folder's name.", "Write `id: " + folder + "`.");
        check.expect(
                !service.hooks().isEmpty(), "hooks", "No hook is named.", "Name at least one, such as patient-view.");
        check.known("required", service.required(), service.prefetch().keySet(), "prefetch key");
    }

    private void scope() {
        for (var i = 0; i < service.scope().size(); i++) {
            var rule = service.scope().get(i);
            var path = "scope[" + i + "]";
            check.knownOrNull(
                    path + ".feature", rule.feature(), service.features().keySet(), "feature");
            check.knownOrNull(path + ".notice", rule.notice(), service.notices().keySet(), "notice");
            check.knownOrNull(
                    path + ".noticeWhenAbsent",
                    rule.noticeWhenAbsent(),
                    service.notices().keySet(),
                    "notice");
            check.expect(
                    rule.is() != null || rule.limits() != null,
                    path,
                    "This rule asks for nothing.",
                    "Give it `is` or `limits`.");
        }
    }

    private void bands() {
        var bands = service.bands();
        check.expect(
                !bands.isEmpty() && bands.getLast().when().isEmpty(),
                "bands",
                "The last band does not always hold.",
                "End with a band without `when`.");
        for (var i = 0; i < bands.size(); i++) {
            var path = "bands[" + i + "]";
            check.expect(
                    i == bands.size() - 1 || !bands.get(i).when().isEmpty(),
                    path,
                    "The bands after this one can never hold.",
                    "Give it `when`, or put it last.");
            check.known(
                    path + ".when",
                    bands.get(i).when().keySet(),
                    service.answering().outputs().keySet(),
                    "output");
            check.known(
                    path + ".suggest",
                    Set.copyOf(bands.get(i).suggest()),
                    service.suggestions().keySet(),
                    "suggestion");
        }
        service.criteria().forEach(criterion -> {
            check.knownOrNull(
                    "criteria", criterion.feature(), service.features().keySet(), "feature");
            check.known(
                    "criteria",
                    Set.copyOf(criterion.suggest()),
                    service.suggestions().keySet(),
                    "suggestion");
        });
    }

    private void card() {
        file("card.detail", service.card().detail());
        for (var reason : service.card().overrideReasons()) {
            check.expect(
                    reason.display() != null && reason.system() != null,
                    "card.overrideReasons",
                    "`" + reason.code() + "` lacks system or display.",
                    "CDS Hooks asks for both.");
        }
        service.notices().forEach((name, notice) -> {
            file("notices." + name + ".detail", notice.detail());
            check.known(
                    "notices." + name + ".suggest",
                    Set.copyOf(notice.suggest()),
                    service.suggestions().keySet(),
                    "suggestion");
        });
    }

    private void answered() {
        var answered = service.card().answered();
        var path = "card.answered.reasons";
        check.known(
                path,
                answered.reasons().keySet(),
                service.card().overrideReasons().stream()
                        .map(Coding::code)
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                "override reason");
        var negative = answered.snooze().isNegative()
                || answered.orderSeenWithin().isNegative()
                || answered.reasons().keySet().stream()
                        .anyMatch(reason -> answered.snooze(reason).isNegative());
        check.expect(!negative, "card.answered", "A time is negative.", "Write times such as P30D, or PT0S for none.");
    }

    private void suggestion(String name, SuggestionSpec suggestion) {
        check.knownOrNull(
                "suggestions." + name + ".unless",
                suggestion.unless(),
                service.features().keySet(),
                "feature");
        file("suggestions." + name + ".create", suggestion.create());
        var text = service.version().files().get(suggestion.create());
        if (text != null) {
            try {
                var resource = new ObjectMapper().readTree(text);
                check.expect(
                        resource.path("resourceType").isTextual(),
                        "suggestions." + name,
                        suggestion.create() + " is no FHIR resource.",
                        "Give it a resourceType.");
            } catch (JsonProcessingException wrong) {
                check.add(
                        suggestion.create(),
                        wrong.getLocation().getLineNr(),
                        "This is not valid JSON.",
                        wrong.getOriginalMessage());
            }
        }
    }

    private void file(String path, String file) {
        check.expect(
                service.version().files().containsKey(file),
                path,
                "There is no file `" + file + "`.",
                "Add it, or name one that is there.");
    }
}
