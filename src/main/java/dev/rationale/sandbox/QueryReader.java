package dev.rationale.sandbox;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Understands a search or refuses it: a parameter, modifier or prefix that is not known is an error, because a search
/// that silently leaves a condition out answers with rows that were not asked for.
final class QueryReader {
    private static final Set<String> FORMATS = Set.of("json", "application/json", "application/fhir+json");
    private static final Set<String> TOTALS = Set.of("none", "estimate", "accurate");

    private final SearchTable table;
    private final ZoneId zone;

    QueryReader(SearchTable table, ZoneId zone) {
        this.table = table;
        this.zone = zone;
    }

    /// @param base this server's FHIR base URL
    Query read(String type, QueryString asked, String base) {
        if (!table.knows(type)) {
            throw FhirProblem.notFound("The sandbox keeps no resources of the type " + FhirProblem.named(type) + ".");
        }
        var filters = new ArrayList<Filter>();
        for (var pair : asked.pairs()) {
            if (!isControl(pair.name())) {
                filters.add(filter(type, pair.name(), pair.value(), base));
            }
        }
        var sorts = sorts(type, single(asked, "_sort", ""));
        var count = number(single(asked, "_count", String.valueOf(Query.USUAL_COUNT)));
        var offset = number(single(asked, "_offset", "0"));
        var total = single(asked, "_total", "accurate");
        checkOneOf(TOTALS, total, "_total");
        checkRepresentation(asked);
        return new Query(
                type, filters, sorts, Math.min(count, Query.LARGEST_COUNT), offset, !total.equals("none"), asked);
    }

    /// Conditions alone, for If-None-Exist and references by search.
    Query conditions(String type, QueryString asked, String base) {
        if (asked.pairs().isEmpty() || asked.pairs().stream().anyMatch(pair -> isControl(pair.name()))) {
            throw FhirProblem.invalid("A condition must be one or more search parameters, nothing else.");
        }
        return read(type, asked, base);
    }

    private static boolean isControl(String name) {
        return switch (name) {
            case "_sort", "_count", "_offset", "_total", "_format", "_pretty" -> true;
            default -> false;
        };
    }

    private Filter filter(String type, String fullName, String value, String base) {
        var colon = fullName.indexOf(':');
        var name = colon < 0 ? fullName : fullName.substring(0, colon);
        var modifier = colon < 0 ? "" : fullName.substring(colon + 1);
        var parameter = table.find(type, name)
                .orElseThrow(() -> FhirProblem.notSupported(
                        "The search parameter " + FhirProblem.named(name) + " is not known for " + type + "."));
        var values = SearchValue.alternatives(value);
        if (values.stream().anyMatch(String::isEmpty)) {
            throw FhirProblem.invalid("The search parameter " + FhirProblem.named(name) + " has an empty value.");
        }
        return switch (parameter.kind()) {
            case TOKEN -> token(parameter, modifier, values);
            case REFERENCE -> reference(parameter, modifier, values, base);
            case DATE -> date(parameter, modifier, values);
            case STRING -> string(parameter, modifier, values);
        };
    }

    private static Filter token(SearchParameter parameter, String modifier, List<String> values) {
        if (!modifier.isEmpty() && !modifier.equals("not")) {
            throw unknownModifier(parameter, modifier);
        }
        var tokens = values.stream()
                .map(SearchValue::halves)
                .map(TokenFilter.Token::parse)
                .toList();
        return new TokenFilter(parameter, tokens, modifier.equals("not"));
    }

    private Filter reference(SearchParameter parameter, String modifier, List<String> values, String base) {
        if (!modifier.isEmpty() && !table.knows(modifier)) {
            throw unknownModifier(parameter, modifier);
        }
        var type = modifier.isEmpty() && parameter.target() != null ? parameter.target() : modifier;
        return new ReferenceFilter(
                parameter,
                values.stream()
                        .map(SearchValue::plain)
                        .map(value -> ReferenceFilter.reference(value, base, type))
                        .toList());
    }

    private Filter date(SearchParameter parameter, String modifier, List<String> values) {
        if (!modifier.isEmpty()) {
            throw unknownModifier(parameter, modifier);
        }
        var bounds = values.stream().map(value -> DateFilter.bound(value, zone)).toList();
        return new DateFilter(parameter, bounds, zone);
    }

    private static Filter string(SearchParameter parameter, String modifier, List<String> values) {
        var comparison = switch (modifier) {
            case "" -> StringFilter.Comparison.STARTS;
            case "contains" -> StringFilter.Comparison.CONTAINS;
            case "exact" -> StringFilter.Comparison.EXACT;
            default -> throw unknownModifier(parameter, modifier);
        };
        return new StringFilter(
                parameter, values.stream().map(SearchValue::plain).toList(), comparison);
    }

    private List<Query.Sort> sorts(String type, String value) {
        var sorts = new ArrayList<Query.Sort>();
        for (var key : value.isEmpty() ? new String[0] : value.split(",", -1)) {
            var descending = key.startsWith("-");
            var name = descending ? key.substring(1) : key;
            var parameter = table.find(type, name)
                    .filter(known -> known.kind() == SearchParameter.Kind.DATE)
                    .orElseThrow(() -> FhirProblem.notSupported(
                            "Sorting " + type + " by the parameter " + FhirProblem.named(name) + " is not supported."));
            sorts.add(new Query.Sort(parameter, descending));
        }
        return sorts;
    }

    /// `_format` and `_pretty` may stand on any request; what else they say than JSON is refused.
    static void checkRepresentation(QueryString asked) {
        checkOneOf(FORMATS, single(asked, "_format", "json").replace(' ', '+'), "_format");
        checkOneOf(Set.of("true", "false"), single(asked, "_pretty", "false"), "_pretty");
    }

    private static String single(QueryString asked, String name, String usual) {
        var values = asked.pairs().stream()
                .filter(pair -> pair.name().equals(name))
                .map(QueryString.Pair::value)
                .toList();
        if (values.size() > 1 || values.contains("")) {
            throw FhirProblem.invalid("The parameter '" + name + "' must be given once, with a value.");
        }
        return values.isEmpty() ? usual : values.getFirst();
    }

    private static int number(String value) {
        if (!value.matches("\\d{1,9}")) {
            throw FhirProblem.invalid("The parameters _count and _offset are whole numbers from 0 on.");
        }
        return Integer.parseInt(value);
    }

    private static void checkOneOf(Set<String> known, String value, String name) {
        if (!known.contains(value)) {
            throw FhirProblem.notSupported("The parameter '" + name + "' has a value that is not supported.");
        }
    }

    private static FhirProblem unknownModifier(SearchParameter parameter, String modifier) {
        return FhirProblem.notSupported("The modifier " + FhirProblem.named(":" + modifier) + " is not supported for '"
                + parameter.name() + "'.");
    }
}
