package dev.rationale.feature;

import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.Measurement;
import dev.rationale.catalog.ModelSpec;
import dev.rationale.context.Part;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The series of every measurement of a service for one patient; observed ones are read, derived ones computed
/// reading by reading. Each is made once.
final class SeriesSource {
    private final DecisionService service;
    private final ModelSpec model;
    private final Map<String, Codes> codes;
    private final Map<String, Part> parts;
    private final Clock clock;
    private final Units units;
    private final Map<String, Series> made = new HashMap<>();

    SeriesSource(
            DecisionService service,
            ModelSpec model,
            Map<String, Codes> codes,
            Map<String, Part> parts,
            Clock clock,
            Units units) {
        this.service = service;
        this.model = model;
        this.codes = codes;
        this.parts = parts;
        this.clock = clock;
        this.units = units;
    }

    Series of(String name) {
        var series = made.get(name);
        if (series == null) {
            series = make(measurement(name));
            made.put(name, series);
        }
        return series;
    }

    Measurement measurement(String name) {
        return Objects.requireNonNull(service.measurements().get(name), "checked at load");
    }

    private Series make(Measurement measurement) {
        var function = measurement.derived();
        return function == null ? observed(measurement) : derived(measurement, function);
    }

    private Series observed(Measurement measurement) {
        var listed = Objects.requireNonNull(codes.get(measurement.codes()), "checked at load");
        return new SeriesReader(clock)
                .read(
                        parts.get(Objects.requireNonNull(measurement.from())),
                        measurement,
                        new ObservationReader(measurement, listed, units, clock));
    }

    private Series derived(Measurement measurement, String function) {
        var variant = model.derivations().getOrDefault("egfr", "");
        var equation = CkdEpi.named(variant);
        var patient = PatientRecord.in(parts.get("patient"));
        var male = patient.flatMap(PatientRecord::male);
        var source = of(Objects.requireNonNull(measurement.of()));
        var birth = patient.flatMap(PatientRecord::birth);
        if (equation.isEmpty() || male.isEmpty() || birth.isEmpty()) {
            return new Series(List.of(), source.rejected(), source.knownAfter(), source.unknown());
        }
        var now = birth.get().age(LocalDate.now(clock));
        var computed = new ArrayList<Reading>();
        for (var reading : source.readings()) {
            var then = birth.get().age(reading.date());
            if (then.orElse(0) >= CkdEpi.ADULT && now.isPresent()) {
                computed.add(
                        function.equals("creatinine")
                                ? solved(reading, equation.get(), then.getAsInt(), male.get())
                                : estimated(reading, equation.get(), then.getAsInt(), now.getAsInt(), male.get()));
            }
        }
        var base = new Series(computed, source.rejected(), source.knownAfter(), source.unknown());
        var reported = measurement.reported();
        return reported == null || !reported.by().equals(variant) ? base : joined(base, of(reported.measurement()));
    }

    /// An eGFR at the age at which the blood was drawn, and beside it at the age on the day of the
    /// request: the course is judged by the one, the model was developed with the other. The variation
    /// of creatinine is carried through.
    private static Reading estimated(Reading creatinine, CkdEpi equation, int then, int now, boolean male) {
        var atDraw = equation.egfr(creatinine.value(), then, male);
        return creatinine.computed(
                atDraw,
                then == now ? atDraw : equation.egfr(creatinine.value(), now, male),
                equation.logDeviation(creatinine.value(), creatinine.logDeviation(), male));
    }

    /// The creatinine that belongs to an eGFR: the one it was computed from, or of a reported eGFR the one it stands
    /// for.
    private static Reading solved(Reading egfr, CkdEpi equation, int then, boolean male) {
        var measured = egfr.of();
        var creatinine = measured != null ? measured : equation.creatinine(egfr.value(), then, male);
        return egfr.computed(creatinine, creatinine, 0);
    }

    /// Reported results on days on which none was computed.
    private static Series joined(Series computed, Series reported) {
        var days = new HashSet<>(computed.readings().stream().map(Reading::date).toList());
        var all = new ArrayList<>(computed.readings());
        reported.readings().stream()
                .filter(reading -> !days.contains(reading.date()))
                .forEach(all::add);
        var rejected = new ArrayList<>(computed.rejected());
        reported.rejected().stream().filter(row -> !days.contains(row.date())).forEach(rejected::add);
        return new Series(
                all,
                rejected,
                later(computed.knownAfter(), reported.knownAfter()),
                computed.unknown() || reported.unknown());
    }

    private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    /// The patient's Part, for features that read it.
    @Nullable
    Part part(String key) {
        return parts.get(key);
    }

    /// The median, as the mean of the middle two when there is no middle one.
    static OptionalDouble median(List<Double> values) {
        if (values.isEmpty()) {
            return OptionalDouble.empty();
        }
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return OptionalDouble.of(
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
    }
}
