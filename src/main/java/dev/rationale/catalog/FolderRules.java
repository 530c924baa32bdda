package dev.rationale.catalog;

import dev.rationale.cdshooks.Coding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What must hold between the parts of one folder: every name that is used is defined, every file that is named
/// is there, the last band always holds.
final class FolderRules {
    private final String folder;
    private final DecisionService service;
    private final FolderFindings findings;

    FolderRules(String folder, DecisionService service) {
        this.folder = folder;
        this.service = service;
        this.findings = new FolderFindings(folder, service);
    }

    List<Finding> findings() {
        identity();
        service.measurements().forEach(this::measurement);
        service.features().forEach(this::feature);
        scope();
        bands();
        card();
        answered();
        new HookRules(service, findings).check();
        new CardRules(service, findings).check();
        new SuggestionRules(service, findings).check();
        return findings.all();
    }

    private void identity() {
        expect(service.id().equals(folder), "id", "The id is not the folder's name.", "Write `id: " + folder + "`.");
        expect(!service.hooks().isEmpty(), "hooks", "No hook is named.", "Name at least one, such as patient-view.");
        known("required", service.required(), service.prefetch().keySet(), "prefetch key");
        known("model", Set.of(service.model()), service.models().keySet(), "model version");
        service.models().forEach((directory, model) -> {
            if (!directory.equals(model.version())) {
                add(
                        "models/" + directory + "/model.yaml",
                        1,
                        "The version is not the folder's name.",
                        "Write `version: " + directory + "`.");
            }
        });
        expect(
                service.features()
                        .keySet()
                        .containsAll(service.answering().inputs().keySet()),
                "features",
                "The model's inputs " + service.answering().inputs().keySet() + " are not all features.",
                "Define a feature for each.");
    }

    private void measurement(String name, Measurement measurement) {
        var path = "measurements." + name;
        if (measurement.derived() == null) {
            expect(
                    measurement.from() != null && measurement.codes() != null,
                    path,
                    "It is neither observed nor derived.",
                    "Give it `from` and `codes`, or `derived` and `of`.");
            knownOrNull(path + ".from", measurement.from(), service.prefetch().keySet(), "prefetch key");
            knownOrNull(path + ".codes", measurement.codes(), service.codes().keySet(), "code list");
            expect(
                    measurement.units().containsKey(measurement.unit()),
                    path + ".units",
                    "Its own unit is not among its units.",
                    "Add `" + measurement.unit() + ": {}`.");
        }
        knownOrNull(path + ".of", measurement.of(), service.measurements().keySet(), "measurement");
        knownOrNull(
                path + ".reported",
                measurement.reported() == null ? null : measurement.reported().measurement(),
                service.measurements().keySet(),
                "measurement");
    }

    private void feature(String name, FeatureSpec feature) {
        var path = "features." + name;
        var measurements = service.measurements().keySet();
        var keys = service.prefetch().keySet();
        switch (feature) {
            case FeatureSpec.Age age -> knownOrNull(path + ".from", age.from(), keys, "prefetch key");
            case FeatureSpec.Latest latest -> knownOrNull(path + ".of", latest.of(), measurements, "measurement");
            case FeatureSpec.Aggregate aggregate ->
                knownOrNull(path + ".of", aggregate.of(), measurements, "measurement");
            case FeatureSpec.Sustained sustained ->
                knownOrNull(path + ".of", sustained.of(), measurements, "measurement");
            case FeatureSpec.Present present ->
                present.anyOf().forEach(where -> {
                    if (!where.ofContext()) {
                        knownOrNull(path + ".anyOf", where.from(), keys, "prefetch key");
                    }
                    knownOrNull(path + ".anyOf", where.codes(), service.codes().keySet(), "code list");
                    knownOrNull(path + ".anyOf", where.values(), service.codes().keySet(), "code list");
                });
            case FeatureSpec.Derived derived -> {
                knownOrNull(path + ".from", derived.from(), keys, "prefetch key");
                known(path + ".of", Set.copyOf(derived.of()), service.features().keySet(), "feature");
            }
        }
    }

    private void scope() {
        for (var i = 0; i < service.scope().size(); i++) {
            var rule = service.scope().get(i);
            var path = "scope[" + i + "]";
            knownOrNull(path + ".feature", rule.feature(), service.features().keySet(), "feature");
            knownOrNull(path + ".notice", rule.notice(), service.notices().keySet(), "notice");
            knownOrNull(
                    path + ".noticeWhenAbsent",
                    rule.noticeWhenAbsent(),
                    service.notices().keySet(),
                    "notice");
        }
    }

    private void bands() {
        var bands = service.bands();
        expect(
                !bands.isEmpty() && bands.getLast().when().isEmpty(),
                "bands",
                "The last band does not always hold.",
                "End with a band without `when`.");
        for (var i = 0; i < bands.size(); i++) {
            var path = "bands[" + i + "]";
            known(
                    path + ".when",
                    bands.get(i).when().keySet(),
                    service.answering().outputs().keySet(),
                    "output");
            known(
                    path + ".suggest",
                    Set.copyOf(bands.get(i).suggest()),
                    service.suggestions().keySet(),
                    "suggestion");
        }
        service.criteria().forEach(criterion -> {
            knownOrNull("criteria", criterion.feature(), service.features().keySet(), "feature");
            known(
                    "criteria",
                    Set.copyOf(criterion.suggest()),
                    service.suggestions().keySet(),
                    "suggestion");
        });
    }

    private void card() {
        file("card.detail", service.card().detail());
        service.notices().forEach((name, notice) -> {
            file("notices." + name + ".detail", notice.detail());
            known(
                    "notices." + name + ".suggest",
                    Set.copyOf(notice.suggest()),
                    service.suggestions().keySet(),
                    "suggestion");
        });
    }

    private void answered() {
        var answered = service.card().answered();
        var path = "card.answered.reasons";
        known(
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
        expect(!negative, "card.answered", "A time is negative.", "Write times such as P30D, or PT0S for none.");
    }

    private void file(String path, String file) {
        findings.file(path, file);
    }

    private void knownOrNull(String path, @Nullable String name, Set<String> names, String what) {
        findings.knownOrNull(path, name, names, what);
    }

    private void known(String path, Set<String> used, Set<String> names, String what) {
        findings.known(path, used, names, what);
    }

    private void expect(boolean holds, String path, String what, String todo) {
        findings.expect(holds, path, what, todo);
    }

    private void add(String file, int line, String what, String todo) {
        findings.add(file, line, what, todo);
    }
}
