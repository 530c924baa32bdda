package dev.rationale.catalog;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What must hold of the code lists: what a feature looks for is asked for. A code that a template leaves out would
/// never be found, and "never found" looks like "none".
final class PrefetchRules {
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]*)");

    private final DecisionService service;
    private final Checklist check;

    PrefetchRules(DecisionService service, Checklist check) {
        this.service = service;
        this.check = check;
    }

    void apply() {
        service.codes().forEach(this::list);
        service.measurements()
                .forEach((name, measurement) ->
                        asked("measurements." + name + ".codes", measurement.from(), measurement.codes()));
        service.features().forEach((name, feature) -> {
            if (feature instanceof FeatureSpec.Present present) {
                for (var i = 0; i < present.anyOf().size(); i++) {
                    var where = present.anyOf().get(i);
                    asked("features." + name + ".anyOf[" + i + "]", where.from(), where.codes());
                }
            }
        });
    }

    private void list(String name, CodeList list) {
        check.expect(!list.entries().isEmpty(), "codes." + name, "The list is empty.", "Name at least one code.");
        for (var i = 0; i < list.entries().size(); i++) {
            check.expect(
                    list.entries().get(i).matches("[^|\\s]+\\|[^|\\s]+"),
                    "codes." + name + "[" + i + "]",
                    "This is no code of a code system.",
                    "Write `system|code`, such as http://loinc.org|2160-0.");
        }
    }

    private void asked(String path, @Nullable String key, @Nullable String codes) {
        var list = codes == null ? null : service.codes().get(codes);
        var asked = key == null
                ? Optional.<Set<String>>empty()
                : codesIn(service.prefetch().get(key));
        if (list != null && asked.isPresent()) {
            for (var entry : list.entries()) {
                check.expect(
                        asked.get().contains(entry),
                        path,
                        "The template of `" + key + "` does not ask for " + entry + ".",
                        "Add it to the template, or take it off the list `" + codes + "`.");
            }
        }
    }

    /// The codes a template asks for; empty when it does not restrict them.
    private static Optional<Set<String>> codesIn(@Nullable String template) {
        var matcher = CODE.matcher(template == null ? "" : template);
        return matcher.find()
                ? Optional.of(new HashSet<>(Arrays.asList(matcher.group(1).split(","))))
                : Optional.empty();
    }
}
