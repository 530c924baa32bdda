package dev.rationale.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A search that was understood whole.
///
/// @param count rows of a page; 0 asks for the total alone
/// @param offset rows before this page
/// @param total whether the total is wanted
/// @param asked the query as it came, from which the links of the pages are made
record Query(
        String type, List<Filter> filters, List<Sort> sorts, int count, int offset, boolean total, QueryString asked) {
    static final int USUAL_COUNT = 100;
    static final int LARGEST_COUNT = 1000;

    /// One key of `_sort`.
    record Sort(SearchParameter parameter, boolean descending) {}

    Optional<Set<String>> patients() {
        return filters.stream().flatMap(filter -> filter.patients().stream()).findFirst();
    }
}
