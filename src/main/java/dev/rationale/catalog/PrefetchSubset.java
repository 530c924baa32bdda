package dev.rationale.catalog;

import dev.rationale.cdshooks.ContextField;
import dev.rationale.cdshooks.ContextField.Kind;
import dev.rationale.cdshooks.Hook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The queries that every client can be asked for: the recommended subset of
/// [CDS Hooks 2.0.1](https://cds-hooks.hl7.org/2.0.1/#prefetch-query-restrictions). A template that a client cannot
/// resolve comes back as null, which says that nothing exists.
final class PrefetchSubset {
    private static final Pattern TOKEN = Pattern.compile("\\{\\{(.*?)}}");
    private static final Map<String, String> USERS = Map.of(
            "userPractitionerId", "Practitioner",
            "userPractitionerRoleId", "PractitionerRole",
            "userPatientId", "Patient",
            "userRelatedPersonId", "RelatedPerson");
    private static final Set<String> UNDERSCORED = Set.of("_count", "_sort", "_id", "_lastUpdated");
    private static final Pattern PARAMETER = Pattern.compile("(_?[a-z][A-Za-z-]*)(:in)?=(.+)");
    private static final Pattern READ = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}");
    private static final Pattern SEARCH = Pattern.compile("[A-Z][A-Za-z]+\\?(.+)");
    private static final Pattern COMPARED = Pattern.compile("(eq|ne|lt|gt|ge|le|sa|eb|ap)(\\d.*)");
    private static final Set<String> PREFIXES = Set.of("eq", "lt", "gt", "ge", "le");
    private static final String DATE = "\\d{4}(-\\d{2}(-\\d{2}(T[0-9:.+Z-]+)?)?)?";

    private final List<String> hooks;

    PrefetchSubset(List<String> hooks) {
        this.hooks = hooks;
    }

    /// What is wrong with a template, in a sentence; empty when nothing is.
    Optional<String> problem(String template) {
        var tokens = TOKEN.matcher(template);
        while (tokens.find()) {
            var token = tokens.group(1);
            var wrong =
                    hooks.stream().flatMap(hook -> token(token, hook).stream()).findFirst();
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        if (template.matches("\\{\\{[^}]*}}")) {
            return reads(template, "")
                    ? Optional.empty()
                    : Optional.of("`" + template + "` is no reference that can be read.");
        }
        if (reads(template, "/")) {
            return Optional.of("`" + template + "` reads a reference below a type; write the token alone.");
        }
        var filled = tokens.replaceAll(Matcher.quoteReplacement("1"));
        var search = SEARCH.matcher(filled);
        if (search.matches()) {
            return parameters(search.group(1));
        }
        return READ.matcher(filled).matches()
                ? Optional.empty()
                : Optional.of("`" + template + "` is neither a read of one resource nor a search of one type.");
    }

    /// Whether a token that is filled with a reference follows a text.
    private boolean reads(String template, String text) {
        return hooks.stream()
                .flatMap(hook -> Hook.fieldsOf(hook).stream())
                .filter(field -> field.kind() == Kind.REFERENCE || field.kind() == Kind.REFERENCES)
                .anyMatch(field -> template.contains(text + "{{context." + field.name() + "}}"));
    }

    private static Optional<String> token(String token, String hook) {
        var type = USERS.get(token);
        var fields = Hook.fieldsOf(hook);
        if (type != null) {
            var known = fields.stream()
                    .anyMatch(field -> field.name().equals(ContextField.USER_ID)
                            && field.types().contains(type));
            return known
                    ? Optional.empty()
                    : Optional.of(
                            "`{{" + token + "}}` is never filled: " + hook + " has no user of type " + type + ".");
        }
        var known =
                fields.stream().anyMatch(field -> field.kind().isToken() && token.equals("context." + field.name()));
        return known
                ? Optional.empty()
                : Optional.of("`{{" + token + "}}` is no prefetch token of " + hook + " in CDS Hooks 2.0.1.");
    }

    private static Optional<String> parameters(String query) {
        for (var one : query.split("&", -1)) {
            var parameter = PARAMETER.matcher(one);
            if (!parameter.matches()) {
                return Optional.of(
                        "`" + one + "` is no parameter that every client knows (name=value, or name:in=value).");
            }
            var problem = parameter(parameter.group(1), parameter.group(3));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> parameter(String name, String value) {
        if (name.startsWith("_") && !UNDERSCORED.contains(name)) {
            return Optional.of("`" + name + "` is not in the subset of CDS Hooks 2.0.1.");
        }
        if (name.equals("_count") && !value.matches("[1-9]\\d{0,4}")) {
            return Optional.of("`_count` must be a number.");
        }
        if (name.equals("_sort") && !value.matches("-?[a-z_][A-Za-z_-]*(,-?[a-z_][A-Za-z_-]*)*")) {
            return Optional.of("`_sort` must name search parameters, each with or without a minus.");
        }
        if (value.contains("#") || value.matches(".*%(?![0-9A-Fa-f]{2}).*")) {
            return Optional.of("`" + name + "=" + value + "` cannot stand in an address; encode # and %.");
        }
        var compared = COMPARED.matcher(value);
        if (compared.matches()
                && !(PREFIXES.contains(compared.group(1)) && compared.group(2).matches(DATE))) {
            return Optional.of(
                    "`" + name + "=" + value + "`: only dates are compared, and only by eq, lt, gt, ge, le.");
        }
        return Optional.empty();
    }
}
