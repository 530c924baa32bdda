package dev.rationale.catalog;

import dev.rationale.cdshooks.Hook;
import java.util.HashSet;

/// What must hold between a folder and the hooks it answers: they exist, they bring what the prefetch templates and
/// the features ask of them.
final class HookRules {
    private static final String OWN_HOOK = "[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)+";

    private final DecisionService service;
    private final Checklist findings;

    HookRules(DecisionService service, Checklist findings) {
        this.service = service;
        this.findings = findings;
    }

    void check() {
        var seen = new HashSet<String>();
        for (var hook : service.hooks()) {
            findings.expect(
                    Hook.named(hook).isPresent() || hook.matches(OWN_HOOK),
                    "hooks",
                    "`" + hook + "` is no hook of the CDS Hooks library.",
                    "Name one of it, or an organisation's own in reverse-domain notation, such as"
                            + " org.example.patient-transfer.");
            findings.expect(seen.add(hook), "hooks", "`" + hook + "` is named twice.", "Name it once.");
        }
        var subset = new PrefetchSubset(service.hooks());
        service.prefetch()
                .forEach((key, template) -> subset.problem(template)
                        .ifPresent(problem -> findings.expect(
                                false,
                                "prefetch." + key,
                                problem,
                                "Ask only for what every client can be asked for; see docs/prefetch.md.")));
        service.features().forEach((name, feature) -> {
            if (feature instanceof FeatureSpec.Present present) {
                present.anyOf().stream().filter(FeatureSpec.Where::ofContext).forEach(where -> brought(name, where));
            }
        });
    }

    private void brought(String feature, FeatureSpec.Where where) {
        for (var hook : service.hooks()) {
            var known = Hook.fieldsOf(hook).stream()
                    .anyMatch(field -> field.kind().isPart() && where.from().equals("context." + field.name()));
            findings.expect(
                    known,
                    "features." + feature + ".anyOf",
                    "`" + where.from() + "` is not brought by " + hook + ".",
                    "Every hook of a folder must bring what its features read; make a folder of its own for " + hook
                            + ".");
        }
    }
}
