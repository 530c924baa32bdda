package dev.rationale.feature;

import dev.rationale.catalog.FeatureSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

/// The verbs that look at a measurement's series: `latest`, `aggregate`, `sustained`.
final class MeasuredFeatures {
    private final SeriesSource source;
    private final LocalDate today;

    MeasuredFeatures(SeriesSource source, LocalDate today) {
        this.source = source;
        this.today = today;
    }

    /// The newest usable value, if it lies in the window and nothing newer can be missing from the list.
    Feature latest(FeatureSpec.Latest spec) {
        var series = source.of(spec.of());
        var start = today.minus(spec.within());
        var newest = series.newest();
        if (newest.isPresent() && !newest.get().date().isBefore(start)) {
            var reading = newest.get();
            return series.completeSince(reading.date())
                    ? new Feature.Known(
                            reading.atRequest(),
                            source.measurement(spec.of()).unit(),
                            reading.logDeviation(),
                            reading.date(),
                            List.of(reading.evidence()),
                            newer(series, reading))
                    : Feature.absent(Absence.UNKNOWN);
        }
        return series.completeSince(start) && !series.unknown() ? none(series, start) : Feature.absent(Absence.UNKNOWN);
    }

    private static List<Feature.PassedOver> newer(Series series, Reading reading) {
        return series.rejectedSince(reading.date());
    }

    private static Feature none(Series series, LocalDate start) {
        var unusable = series.rejectedSince(start);
        if (!unusable.isEmpty()) {
            var row = unusable.getFirst();
            return new Feature.Absent(row.because(), row.date(), List.of(row.evidence()));
        }
        return series.newest()
                .map(old -> new Feature.Absent(Absence.STALE, old.date(), List.of(old.evidence())))
                .orElseGet(() -> Feature.absent(Absence.MISSING));
    }

    /// One number over the values in a window before the newest one.
    Feature aggregate(FeatureSpec.Aggregate spec) {
        var series = source.of(spec.of());
        var newest = series.newest();
        if (newest.isEmpty()) {
            return Feature.absent(series.complete() ? Absence.MISSING : Absence.UNKNOWN);
        }
        var first = newest.get().date().minus(spec.from());
        var last = newest.get().date().minus(spec.to());
        if (!series.completeSince(first)) {
            return Feature.absent(Absence.UNKNOWN);
        }
        var window = series.readings().stream()
                .filter(reading ->
                        !reading.date().isBefore(first) && !reading.date().isAfter(last))
                .toList();
        var value =
                function(spec.function(), window.stream().map(Reading::value).toList());
        return value.isPresent()
                ? new Feature.Known(
                        value.getAsDouble(),
                        source.measurement(spec.of()).unit(),
                        0,
                        window.isEmpty() ? null : window.getFirst().date(),
                        window.stream().map(Reading::evidence).toList(),
                        List.of())
                : Feature.absent(Absence.MISSING);
    }

    private static OptionalDouble function(String name, List<Double> values) {
        var numbers = values.stream().mapToDouble(Double::doubleValue);
        return switch (name) {
            case "median" -> SeriesSource.median(values);
            case "min" -> numbers.min();
            case "max" -> numbers.max();
            case "mean" -> numbers.average();
            case "count" -> OptionalDouble.of(values.size());
            default -> OptionalDouble.empty();
        };
    }

    /// Whether the newest value and one old enough both keep the limits.
    Feature sustained(FeatureSpec.Sustained spec) {
        var series = source.of(spec.of());
        if (series.newest().isEmpty()) {
            return Feature.absent(series.complete() ? Absence.MISSING : Absence.UNKNOWN);
        }
        var newest = series.newest().get();
        if (!series.completeSince(newest.date())) {
            return Feature.absent(Absence.UNKNOWN);
        }
        if (!spec.limits().hold(newest.value())) {
            return Feature.truth(false, List.of(newest.evidence()));
        }
        var latestOther = newest.date().minus(spec.apart());
        var older = series.readings().stream()
                .filter(reading ->
                        !reading.date().isAfter(latestOther) && spec.limits().hold(reading.value()))
                .findFirst();
        if (older.isPresent()) {
            return Feature.truth(true, List.of(newest.evidence(), older.get().evidence()));
        }
        return series.complete() ? Feature.truth(false, List.of(newest.evidence())) : Feature.absent(Absence.UNKNOWN);
    }
}
