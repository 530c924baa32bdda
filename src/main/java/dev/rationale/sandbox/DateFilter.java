package dev.rationale.sandbox;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Compares the time that an element means with the time that a value means, by
/// [prefix](https://hl7.org/fhir/R4/search.html#prefix). `ap` (about) is refused: it has no agreed meaning.
record DateFilter(SearchParameter parameter, List<Bound> bounds, ZoneId zone) implements Filter {
    private static final Pattern VALUE = Pattern.compile("([a-z]{2})?(\\d.*)");

    /// The prefixes of R4, less `ap`.
    enum Prefix {
        EQ,
        NE,
        LT,
        GT,
        GE,
        LE,
        SA,
        EB
    }

    /// One value of the search, such as `ge2026-01`.
    record Bound(Prefix prefix, DateRange range) {
        boolean holds(DateRange element) {
            return switch (prefix) {
                case EQ -> within(element);
                case NE -> !within(element);
                case LT -> element.from().isBefore(range.from());
                case GT -> element.to().isAfter(range.to());
                case LE -> element.from().isBefore(range.from()) || within(element);
                case GE -> element.to().isAfter(range.to()) || within(element);
                case SA -> !element.from().isBefore(range.to());
                case EB -> !element.to().isAfter(range.from());
            };
        }

        private boolean within(DateRange element) {
            return !element.from().isBefore(range.from()) && !element.to().isAfter(range.to());
        }
    }

    static Bound bound(String value, ZoneId zone) {
        var parts = VALUE.matcher(value);
        if (parts.matches()) {
            var prefix = prefix(parts.group(1) == null ? "eq" : parts.group(1));
            var range = DateRange.parse(parts.group(2), zone);
            if (range.isPresent()) {
                return new Bound(prefix, range.get());
            }
        }
        throw FhirProblem.invalid("A date must be [prefix]YYYY[-MM[-DD[Thh:mm[:ss][offset]]]]; write + as %2B.");
    }

    private static Prefix prefix(String text) {
        for (var prefix : Prefix.values()) {
            if (prefix.name().toLowerCase(Locale.ROOT).equals(text)) {
                return prefix;
            }
        }
        throw FhirProblem.notSupported("The prefixes of dates are eq, ne, lt, gt, ge, le, sa and eb.");
    }

    @Override
    public boolean matches(Stored stored) {
        return parameter
                .values(stored.tree())
                .flatMap(element -> DateRange.of(element, zone).stream())
                .anyMatch(element -> bounds.stream().anyMatch(bound -> bound.holds(element)));
    }
}
