package dev.rationale.feature;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that the record says of one measurement.
///
/// @param readings usable values, newest first
/// @param rejected rows that cannot be used, newest first, undated ones last
/// @param knownAfter values of days after this one are all here; null when all values are
/// @param unknown whether it could not be known at all
record Series(
        List<Reading> readings,
        List<Feature.PassedOver> rejected,
        @Nullable LocalDate knownAfter,
        boolean unknown) {
    private static final Comparator<Reading> NEWEST_FIRST =
            Comparator.comparing((Reading reading) -> reading.time().instant()).reversed();

    private static final Comparator<Feature.PassedOver> NEWEST_REJECTED_FIRST = Comparator.comparing(
                    Feature.PassedOver::date, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
            .reversed()
            .thenComparing(row -> row.evidence().reference());

    Series {
        readings = readings.stream().sorted(NEWEST_FIRST).toList();
        rejected = rejected.stream().sorted(NEWEST_REJECTED_FIRST).toList();
    }

    static Series ofUnknown() {
        return new Series(List.of(), List.of(), LocalDate.MAX, true);
    }

    Optional<Reading> newest() {
        return readings.stream().findFirst();
    }

    /// Whether every value since a day is here.
    boolean completeSince(LocalDate day) {
        return knownAfter == null || knownAfter.isBefore(day);
    }

    /// Whether every value is here.
    boolean complete() {
        return knownAfter == null;
    }

    /// Rejected rows of a day or later, and those whose day is not known.
    List<Feature.PassedOver> rejectedSince(LocalDate day) {
        return rejected.stream()
                .filter(row -> {
                    var date = row.date();
                    return date == null || !date.isBefore(day);
                })
                .toList();
    }
}
