package dev.rationale.command.doctor;

import dev.rationale.catalog.DecisionService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What the prefetch templates of services need of a FHIR server.
public final class FhirNeeds {
    private static final Pattern TEMPLATE = Pattern.compile("^([A-Z][A-Za-z]+)(?:/.*|\\?(.*))$");
    private static final Pattern NAME = Pattern.compile("^([A-Za-z][A-Za-z0-9-]*)[^=]*=");

    private FhirNeeds() {}

    /// One resource type.
    ///
    /// @param read whether it is read by its id
    /// @param searched the search parameters that are used, without those of every type, such as `_sort`
    /// @param queries of the searches, as the templates have them
    public record Need(String type, boolean read, boolean search, List<String> searched, List<String> queries) {
        /// The interactions, as a CapabilityStatement names them.
        List<String> interactions() {
            var names = new ArrayList<String>();
            if (read) {
                names.add("read");
            }
            if (search) {
                names.add("search-type");
            }
            return names;
        }

        /// The scope in the spelling of SMART 1: `user/Observation.read`.
        public String smart1() {
            return "user/" + type + ".read";
        }

        /// The scope in the spelling of SMART 2: `user/Observation.rs`.
        public String smart2() {
            return "user/" + type + ".rs";
        }
    }

    /// Every type that is needed, by its name.
    public static List<Need> of(Collection<DecisionService> services) {
        var queries = new TreeMap<String, List<String>>();
        services.stream()
                .flatMap(service -> service.prefetch().values().stream())
                .forEach(template -> {
                    var parts = TEMPLATE.matcher(template);
                    if (parts.matches()) {
                        var query = parts.group(2) == null ? "" : "?" + parts.group(2);
                        queries.computeIfAbsent(parts.group(1), _ -> new ArrayList<>())
                                .add(query);
                    }
                });
        return queries.entrySet().stream().map(FhirNeeds::need).toList();
    }

    private static Need need(Map.Entry<String, List<String>> queries) {
        var names = new TreeSet<String>();
        for (var query : queries.getValue()) {
            for (var parameter : query.replaceFirst("^\\?", "").split("&", -1)) {
                var name = NAME.matcher(parameter);
                if (name.find()) {
                    names.add(name.group(1));
                }
            }
        }
        var searches = queries.getValue().stream()
                .filter(query -> !query.isEmpty())
                .map(query -> query.substring(1))
                .toList();
        return new Need(
                queries.getKey(), queries.getValue().contains(""), !searches.isEmpty(), List.copyOf(names), searches);
    }
}
