package dev.rationale.card;

import dev.rationale.catalog.Band;
import dev.rationale.catalog.DecisionService;
import dev.rationale.decision.Decision;
import dev.rationale.decision.Reason;
import dev.rationale.explanation.Contribution;
import dev.rationale.explanation.Explanation;
import dev.rationale.explanation.Range;
import dev.rationale.feature.Absence;
import dev.rationale.feature.Evidence;
import dev.rationale.feature.Feature;
import dev.rationale.feature.FeatureVector;
import dev.rationale.model.Prediction;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;

/// Decisions about nobody, in which every feature has a value or none has, to try a folder's templates on.
final class Specimen {
    private static final LocalDate DAY = LocalDate.of(2000, 1, 1);

    private final DecisionService service;

    Specimen(DecisionService service) {
        this.service = service;
    }

    Decision.Scored scored(Band band) {
        var model = service.answering();
        var terms = new LinkedHashMap<String, Double>();
        model.inputs().keySet().forEach(input -> terms.put(input, 0.1));
        var outputs = new LinkedHashMap<String, Double>();
        var ranges = new LinkedHashMap<String, Range>();
        model.outputs().keySet().forEach(output -> {
            outputs.put(output, 0.1);
            ranges.put(output, new Range(0.05, 0.2));
        });
        var contributions = terms.keySet().stream()
                .map(input -> new Contribution(input, 0.1, 1))
                .toList();
        return new Decision.Scored(
                known(),
                model,
                new Prediction(0.1 * terms.size(), terms, outputs),
                new Explanation(model.comparedWith(), contributions, ranges, List.of("a paper"), List.of()),
                band,
                service.criteria());
    }

    /// Withheld although everything is known, and withheld because nothing is.
    List<Decision.Withheld> withheld(String notice) {
        return List.of(withheld(notice, known()), withheld(notice, absent()));
    }

    private Decision.Withheld withheld(String notice, FeatureVector features) {
        return new Decision.Withheld(
                features,
                service.answering(),
                Reason.FEATURE_MISSING,
                null,
                "It is a specimen.",
                notice,
                service.criteria());
    }

    private FeatureVector known() {
        var features = new LinkedHashMap<String, Feature>();
        service.features()
                .forEach((name, spec) -> features.put(
                        name,
                        new Feature.Known(
                                1,
                                "1",
                                0.1,
                                DAY,
                                List.of(new Evidence(spec.label(), "Observation/1", DAY.toString(), "1", "1")),
                                List.of())));
        return new FeatureVector(DAY, features);
    }

    private FeatureVector absent() {
        var features = new LinkedHashMap<String, Feature>();
        service.features()
                .forEach((name, spec) -> features.put(name, new Feature.Absent(Absence.STALE, DAY, List.of())));
        return new FeatureVector(DAY, features);
    }
}
