package dev.rationale.catalog;

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
        check.file("card.detail", service.card().detail());
        service.notices().forEach((name, notice) -> {
            check.file("notices." + name + ".detail", notice.detail());
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
}
