package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.catalog.Measurement;
import dev.rationale.context.Part;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// From the rows under a prefetch key to the [Series] of one observed measurement. The order in which rows came
/// makes no difference, except for what a list that was cut short may be trusted to contain.
final class SeriesReader {
    /// Two values of one draw, reported in two units and rounded in each, are this close; farther apart they
    /// contradict.
    private static final double SAME = 0.025;

    private static final Comparator<Reading> BEST_EVIDENCE = Comparator.comparing(Reading::converted)
            .thenComparing(reading -> reading.time().dayOnly())
            .thenComparing(reading -> reading.evidence().reference())
            .thenComparingDouble(Reading::value);

    private final Clock clock;

    SeriesReader(Clock clock) {
        this.clock = clock;
    }

    Series read(@Nullable Part part, Measurement measurement, ObservationReader reader) {
        if (!(part instanceof Part.Had had)) {
            return Series.ofUnknown();
        }
        var contradicting = contradicting(had.rows());
        var readings = new ArrayList<Reading>();
        var rejected = new ArrayList<Feature.PassedOver>();
        for (var row : had.rows()) {
            switch (reader.read(row)) {
                case ObservationReader.Outcome.Read(Reading reading)
                when contradicting.contains(reading.evidence().reference()) -> rejected.add(conflict(reading));
                case ObservationReader.Outcome.Read(Reading reading) -> readings.add(reading);
                case ObservationReader.Outcome.Rejected(Feature.PassedOver passedOver) -> rejected.add(passedOver);
                case ObservationReader.Outcome.Ignored() -> {}
            }
        }
        var agreed = agreed(readings, rejected);
        return new Series(agreed, rejected, had.complete() ? null : horizon(had), false);
    }

    /// Resources that came twice with different content: which of them holds is not known. What a server says of its
    /// own handling (`meta`) is no content.
    private static Set<String> contradicting(List<JsonNode> rows) {
        var seen = new HashMap<String, JsonNode>();
        var contradicting = new HashSet<String>();
        for (var row : rows) {
            var before = row.path("id").isTextual() ? seen.putIfAbsent(Resources.reference(row), row) : null;
            if (before != null && !content(before).equals(content(row))) {
                contradicting.add(Resources.reference(row));
            }
        }
        return contradicting;
    }

    private static JsonNode content(JsonNode row) {
        return row instanceof ObjectNode resource ? resource.deepCopy().without("meta") : row;
    }

    /// One reading per moment; contradicting ones are rejected together. Where one of a day came without its hour,
    /// which of that day is the newest is not known, and the day is the moment.
    private static List<Reading> agreed(List<Reading> readings, List<Feature.PassedOver> rejected) {
        var vague = readings.stream()
                .filter(reading -> reading.time().dayOnly())
                .map(Reading::date)
                .collect(Collectors.toSet());
        var byMoment = new LinkedHashMap<Object, List<Reading>>();
        readings.forEach(reading -> byMoment.computeIfAbsent(
                        vague.contains(reading.date())
                                ? reading.date()
                                : reading.time().instant(),
                        _ -> new ArrayList<>())
                .add(reading));
        var agreed = new ArrayList<Reading>();
        for (var group : byMoment.values()) {
            if (group.size() == 1) {
                agreed.add(group.getFirst());
                continue;
            }
            var lowest = group.stream().mapToDouble(Reading::value).min().orElse(0);
            var highest = group.stream().mapToDouble(Reading::value).max().orElse(0);
            if (highest - lowest <= SAME * highest) {
                agreed.add(group.stream().min(BEST_EVIDENCE).orElseThrow());
            } else {
                group.forEach(reading -> rejected.add(conflict(reading)));
            }
        }
        return agreed;
    }

    private static Feature.PassedOver conflict(Reading reading) {
        return new Feature.PassedOver(Absence.CONFLICTING, reading.date(), reading.evidence());
    }

    /// Of a list that was cut short: the day of its last row when it was asked for and came sorted from new to old,
    /// since
    /// only older rows are then missing. Otherwise nothing can be said of what is missing.
    private LocalDate horizon(Part.Had list) {
        if (!list.newestFirst()) {
            return LocalDate.MAX;
        }
        @Nullable RecordedTime previous = null;
        for (var row : list.rows()) {
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
