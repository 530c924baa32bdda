package dev.rationale.feature;

import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.FeatureSpec;
import dev.rationale.catalog.ModelSpec;
import dev.rationale.context.Part;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// From the patient's resources to the features of a service, as its answering model version needs them.
@ApplicationScoped
public class Featurizer {
    private final Clock clock;
    private final Units units;
    /// The code lists of each version of a folder, made ready once.
    private final Map<String, Map<String, Codes>> codes = new ConcurrentHashMap<>();

    public Featurizer(Clock clock) {
        this.clock = clock;
        this.units = new Units(new UnitSpellings());
    }

    /// Computes every feature of the folder, in its order; later ones may look at earlier ones.
    public FeatureVector compute(DecisionService service, ModelSpec model, Map<String, Part> parts) {
        var now = Clock.fixed(clock.instant(), clock.getZone());
        var today = LocalDate.now(now);
        var lists = codes(service);
        var source = new SeriesSource(service, model, lists, parts, now, units);
        var measured = new MeasuredFeatures(source, today);
        var present = new PresentFeature(lists, today, now.getZone());
        var features = new LinkedHashMap<String, Feature>();
        service.features()
                .forEach((name, spec) -> features.put(
                        name,
                        switch (spec) {
                            case FeatureSpec.Age age -> age(source.part(age.from()), today);
                            case FeatureSpec.Latest latest -> measured.latest(latest);
                            case FeatureSpec.Aggregate aggregate -> measured.aggregate(aggregate);
                            case FeatureSpec.Sustained sustained -> measured.sustained(sustained);
                            case FeatureSpec.Present spoken -> present.compute(spoken, source);
                            case FeatureSpec.Derived derived -> derived(derived, source, features);
                        }));
        return new FeatureVector(today, features);
    }

    private Map<String, Codes> codes(DecisionService service) {
        return codes.computeIfAbsent(
                service.version().hash(),
                _ -> service.codes().entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, list -> new Codes(list.getValue()))));
    }

    private static Feature age(@Nullable Part part, LocalDate today) {
        var patient = PatientRecord.in(part);
        var years = patient.map(record -> record.age(today)).orElse(OptionalInt.empty());
        if (patient.isEmpty() || years.isEmpty()) {
            return Feature.absent(part instanceof Part.Had ? Absence.MISSING : Absence.UNKNOWN);
        }
        return new Feature.Known(years.getAsInt(), "a", 0, null, patient.get().evidence("birthDate"), List.of());
    }

    private static Feature derived(FeatureSpec.Derived spec, SeriesSource source, Map<String, Feature> before) {
        if (spec.function().equals("ratio")) {
            return ratio(spec.of().stream()
                    .map(name -> before.getOrDefault(name, Feature.absent(Absence.NOT_COMPUTABLE)))
                    .toList());
        }
        var part = spec.from() == null ? null : source.part(spec.from());
        var patient = PatientRecord.in(part);
        var deceased = spec.function().equals("deceased");
        var value = patient.flatMap(deceased ? PatientRecord::deceased : PatientRecord::male);
        if (patient.isEmpty() || value.isEmpty()) {
            return Feature.absent(part instanceof Part.Had ? Absence.MISSING : Absence.UNKNOWN);
        }
        return Feature.truth(value.get(), patient.get().evidence(deceased ? "deceasedDateTime" : "gender"));
    }

    private static Feature ratio(List<Feature> of) {
        if (of.getFirst() instanceof Feature.Known over
                && of.getLast() instanceof Feature.Known under
                && under.value() != 0) {
            var ratio = Precise.rounded(over.value() / under.value());
            return new Feature.Known(ratio, "1", 0, over.date(), over.evidence(), List.of());
        }
        var unknown = of.stream()
                .anyMatch(one -> one instanceof Feature.Absent absent && absent.absence() == Absence.UNKNOWN);
        return Feature.absent(unknown ? Absence.UNKNOWN : Absence.NOT_COMPUTABLE);
    }
}
