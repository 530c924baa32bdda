package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The resource types that the sandbox keeps and the search parameters of each, read from a table
/// (`sandbox/search-parameters.yaml`). What is not in the table is refused.
final class SearchTable {
    private final Map<String, Map<String, SearchParameter>> types;

    private SearchTable(Map<String, Map<String, SearchParameter>> types) {
        this.types = types;
    }

    static SearchTable load() {
        var table = YamlResource.read("/sandbox/search-parameters.yaml");
        var types = new LinkedHashMap<String, Map<String, SearchParameter>>();
        for (var type : table.properties()) {
            if (!type.getKey().equals("every")) {
                types.put(type.getKey(), parameters(table.path("every"), type.getValue()));
            }
        }
        return new SearchTable(types);
    }

    private static Map<String, SearchParameter> parameters(JsonNode every, JsonNode own) {
        var parameters = new LinkedHashMap<String, SearchParameter>();
        for (var lines : List.of(every, own)) {
            lines.properties()
                    .forEach(line -> parameters.put(
                            line.getKey(),
                            parameter(line.getKey(), line.getValue().asText())));
        }
        return parameters;
    }

    /// A line of the table: `kind path or path ... -> Target`.
    private static SearchParameter parameter(String name, String line) {
        var halves = line.split(" -> ", -1);
        @Nullable String target = halves.length > 1 ? halves[1] : null;
        var space = halves[0].indexOf(' ');
        var kind = SearchParameter.Kind.valueOf(halves[0].substring(0, space).toUpperCase(Locale.ROOT));
        return new SearchParameter(
                name, kind, List.of(halves[0].substring(space + 1).split(" or ", -1)), target);
    }

    Set<String> types() {
        return types.keySet();
    }

    boolean knows(String type) {
        return types.containsKey(type);
    }

    Collection<SearchParameter> of(String type) {
        return types.getOrDefault(type, Map.of()).values();
    }

    Optional<SearchParameter> find(String type, String name) {
        return Optional.ofNullable(types.getOrDefault(type, Map.of()).get(name));
    }
}
