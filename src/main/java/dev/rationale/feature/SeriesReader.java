package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.catalog.Measurement;
import dev.rationale.context.Part;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From the rows under a prefetch key to the [Series] of one observed measurement. The order in which rows came
/// makes no difference, except for what a list that was cut short may be trusted to contain.
final class SeriesReader {
    /// Two values of one draw, reported in two units and rounded in each, are this close; farther apart they
    /// contradict.
    private static final double SAME = 0.025;

    private static final Comparator<Feature.PassedOver> NEWEST_FIRST = Comparator.comparing(
                    Feature.PassedOver::date, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
            .reversed()
            .thenComparing(row -> row.evidence().reference());

    private final Clock clock;

    SeriesReader(Clock clock) {
        this.clock = clock;
    }

    Series read(@Nullable Part part, Measurement measurement, ObservationReader reader) {
        if (!(part instanceof Part.Had(List<JsonNode> rows, boolean complete))) {
            return Series.ofUnknown();
        }
        var readings = new ArrayList<Reading>();
        var rejected = new ArrayList<Feature.PassedOver>();
        for (var row : rows) {
            switch (reader.read(row)) {
                case ObservationReader.Outcome.Read(Reading reading) -> readings.add(reading);
                case ObservationReader.Outcome.Rejected(Feature.PassedOver passedOver) -> rejected.add(passedOver);
                case ObservationReader.Outcome.Ignored() -> {}
            }
        }
        var agreed = agreed(readings, rejected);
        agreed.sort(Comparator.comparing(Reading::time).reversed());
        rejected.sort(NEWEST_FIRST);
        return new Series(agreed, rejected, complete ? null : horizon(rows), false);
    }

    /// One reading per moment; contradicting ones are rejected together.
    private static List<Reading> agreed(List<Reading> readings, List<Feature.PassedOver> rejected) {
        var byTime = new LinkedHashMap<java.time.Instant, List<Reading>>();
        readings.forEach(reading ->
                byTime.computeIfAbsent(reading.time(), _ -> new ArrayList<>()).add(reading));
        var agreed = new ArrayList<Reading>();
        for (var group : byTime.values()) {
            var lowest = group.stream().mapToDouble(Reading::value).min().orElse(0);
            var highest = group.stream().mapToDouble(Reading::value).max().orElse(0);
            if (highest - lowest <= SAME * highest) {
                agreed.add(group.stream()
                        .min(Comparator.comparing(Reading::converted)
                                .thenComparing(reading -> reading.evidence().reference())
                                .thenComparingDouble(Reading::value))
                        .orElseThrow());
            } else {
                group.forEach(reading ->
                        rejected.add(new Feature.PassedOver(Absence.CONFLICTING, reading.date(), reading.evidence())));
            }
        }
        return agreed;
    }

    /// Of a list that was cut short: the day of its last row when it came sorted from new to old, since only older rows
    /// are then missing. In any other order nothing can be said of what is missing.
    private LocalDate horizon(List<JsonNode> rows) {
        @Nullable RecordedTime previous = null;
        for (var row : rows) {
            Optional<RecordedTime> time =
                    RecordedTime.effective(row).flatMap(text -> RecordedTime.read(text, clock.getZone()));
            if (time.isEmpty()
                    || (previous != null
                            && previous.instant().isBefore(time.get().instant()))) {
                return LocalDate.MAX;
            }
            previous = time.get();
        }
        return previous == null ? LocalDate.MAX : previous.date();
    }
}
