package dev.rationale.sandbox;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/// Runs an understood search over the store.
final class Search {
    private final FhirStore store;
    private final ZoneId zone;

    Search(FhirStore store, ZoneId zone) {
        this.store = store;
        this.zone = zone;
    }

    /// Every row that matches, in the wanted order. Rows without the element that is sorted by come last.
    List<Stored> run(Query query) {
        var candidates = query.patients()
                .<Collection<Stored>>map(patients -> store.ofPatients(query.type(), patients))
                .orElseGet(() -> store.all(query.type()));
        var matching = candidates.stream()
                .filter(row -> query.filters().stream().allMatch(filter -> filter.matches(row)))
                .toList();
        return matching.stream().sorted(order(query.sorts(), matching)).toList();
    }

    private Comparator<Stored> order(List<Query.Sort> sorts, List<Stored> rows) {
        var order = Comparator.<Stored>comparingInt(_ -> 0);
        for (var sort : sorts) {
            // Each row's time is read once, not once per comparison.
            var times = new IdentityHashMap<Stored, Instant>();
            rows.forEach(row -> times.put(row, time(sort, row)));
            Comparator<Instant> direction = sort.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
            order = order.thenComparing(row -> times.getOrDefault(row, Instant.EPOCH), direction);
        }
        return order.thenComparingLong(Stored::sequence);
    }

    private Instant time(Query.Sort sort, Stored row) {
        var ranges = sort.parameter().values(row.tree()).flatMap(element -> DateRange.of(element, zone).stream());
        return sort.descending()
                ? ranges.map(DateRange::to).max(Comparator.naturalOrder()).orElse(Instant.MIN)
                : ranges.map(DateRange::from).min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }
}
