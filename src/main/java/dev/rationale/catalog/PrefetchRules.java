package dev.rationale.catalog;

import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What must hold of the prefetch templates and the code lists: every token can be filled, and what a feature looks for
/// is asked for. A code that a template leaves out would never be found, and "never found" looks like "none".
final class PrefetchRules {
    private static final Pattern TEMPLATE = Pattern.compile("[A-Z][A-Za-z]+[/?].+");
    private static final Pattern TOKEN = Pattern.compile("\\{\\{\\s*([^}]*?)\\s*}}");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]*)");
    private static final Set<String> TOKENS = Set.of(
            "context.patientId",
            "context.encounterId",
            "context.userId",
            "context.performer",
            "userPractitionerId",
            "userPractitionerRoleId",
            "userPatientId",
            "userRelatedPersonId");

    private final DecisionService service;
    private final Checklist check;

    PrefetchRules(DecisionService service, Checklist check) {
        this.service = service;
        this.check = check;
    }

    void apply() {
        service.prefetch().forEach(this::template);
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

    private void template(String key, String template) {
        var path = "prefetch." + key;
        var tokens = new HashSet<String>();
        TOKEN.matcher(template).results().forEach(match -> tokens.add(match.group(1)));
        check.known(path, tokens, TOKENS, "token");
        var filled = TOKEN.matcher(template).replaceAll("x");
        check.expect(
                TEMPLATE.matcher(filled).matches() && !filled.contains("{") && isAddress(filled),
                path,
                "This is neither a read nor a search.",
                "Write one such as Patient/{{context.patientId}} or Observation?patient={{context.patientId}}&code=….");
    }

    private static boolean isAddress(String filled) {
        try {
            return !URI.create("http://x/"
                            + filled.replace("|", "%7C").replace(" ", "%20").replace("\"", "%22"))
                    .getPath()
                    .isEmpty();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
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
