package dev.rationale.context;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The query of a SMART v2 scope beside the query of a search. Only what is plain to see counts: every parameter of the
/// scope is in the search with no other value than those the scope has.
final class ScopeQuery {
    private ScopeQuery() {}

    /// Values of one parameter: any of them.
    private record Parameter(String name, Set<String> values) {
        boolean isWithin(Parameter wider) {
            return name.equals(wider.name) && wider.values.containsAll(values);
        }
    }

    /// Whether everything a search can find passes the scope; false where that cannot be told.
    ///
    /// @param scope the scope's query, with its question mark
    /// @param search the search's query
    static boolean letsThrough(String scope, String search) {
        var limits = parameters(scope.substring(1));
        var asked = parameters(search);
        return !limits.isEmpty()
                && limits.stream()
                        .allMatch(limit -> limit.filter(one ->
                                        asked.stream().flatMap(Optional::stream).anyMatch(other -> other.isWithin(one)))
                                .isPresent());
    }

    private static List<Optional<Parameter>> parameters(String query) {
        var parameters = new ArrayList<Optional<Parameter>>();
        for (var text : query.split("&", -1)) {
            parameters.add(parameter(text));
        }
        return parameters;
    }

    /// Empty for what is not a plain filter: a modifier such as `:not` turns the meaning of its values around, and an
    /// escaped comma does not part them.
    private static Optional<Parameter> parameter(String text) {
        var equals = text.indexOf('=');
        if (equals < 1 || text.contains("\\")) {
            return Optional.empty();
        }
        try {
            var name = URLDecoder.decode(text.substring(0, equals), StandardCharsets.UTF_8);
            var value = URLDecoder.decode(text.substring(equals + 1), StandardCharsets.UTF_8);
            var plain = name.matches("[A-Za-z][A-Za-z0-9-]*") && !value.contains("\\");
            return plain && !value.isBlank()
                    ? Optional.of(new Parameter(name, Set.copyOf(List.of(value.split(",", -1)))))
                    : Optional.empty();
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }
}
