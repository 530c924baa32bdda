package dev.rationale.card;

import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.FeatureSpec;
import dev.rationale.catalog.Measurement;
import dev.rationale.catalog.ModelSpec;
import dev.rationale.feature.CkdEpi;
import dev.rationale.feature.Evidence;
import dev.rationale.feature.Feature;
import dev.rationale.feature.FeatureVector;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Says a feature as a clinician would: `urine albumin 820 mg/g, 3 weeks ago (2026-11-03)`.
final class FeatureWords {
    private final DecisionService service;
    private final ModelSpec model;
    private final FeatureVector features;

    FeatureWords(DecisionService service, ModelSpec model, FeatureVector features) {
        this.service = service;
        this.model = model;
        this.features = features;
    }

    /// The feature with its value, where it came from and when.
    String said(String name) {
        return features.get(name) instanceof Feature.Known known ? said(name, known) : label(name) + " not known";
    }

    private String said(String name, Feature.Known known) {
        var input = model.inputs().get(name);
        if (input != null && !input.values().isEmpty()) {
            return category(input, known.value()) + " " + label(name);
        }
        var date = known.date();
        return label(name) + " " + value(name, known) + origin(name, known) + (date == null ? "" : ", " + ago(date));
    }

    /// The value alone, with its unit.
    String value(String name) {
        return features.get(name) instanceof Feature.Known known ? value(name, known) : "not known";
    }

    private String value(String name, Feature.Known known) {
        var measurement = measurement(name);
        var decimals = measurement == null ? 0 : measurement.decimals();
        var unit = known.unit().equals("a") ? "" : Wording.unit(known.unit());
        return Wording.number(known.value(), decimals) + unit;
    }

    /// How long ago it was, with the day.
    String when(String name) {
        var date = switch (features.get(name)) {
            case Feature.Known known -> known.date();
            case Feature.Absent absent -> absent.lastSeen();
        };
        return date == null ? "" : ago(date);
    }

    String label(String name) {
        var spec = service.features().get(name);
        return spec == null ? name : spec.label();
    }

    /// What a derived value was computed from and how, or the recorded value behind a converted one.
    private String origin(String name, Feature.Known known) {
        var measurement = measurement(name);
        if (measurement == null || known.evidence().isEmpty()) {
            return "";
        }
        var evidence = known.evidence().getFirst();
        if (measurement.derived() != null && !evidence.label().equals(reportedLabel(measurement))) {
            return " (" + equation() + " from " + evidence.label() + recorded(evidence) + ")";
        }
        var recorded = recorded(evidence).strip();
        return recorded.isEmpty() || recorded.equals(value(name, known)) || sameUnit(evidence, measurement)
                ? ""
                : " (recorded as " + recorded + ")";
    }

    /// What evidence is called that was reported as it is, and not computed.
    private @Nullable String reportedLabel(Measurement measurement) {
        var reported = measurement.reported();
        var source = reported == null ? null : service.measurements().get(reported.measurement());
        return source == null ? null : source.label();
    }

    private String equation() {
        return CkdEpi.named(model.derivations().getOrDefault("egfr", ""))
                .map(CkdEpi::title)
                .orElse("computed");
    }

    private static boolean sameUnit(Evidence evidence, Measurement measurement) {
        return measurement.unit().equals(evidence.unit());
    }

    private static String recorded(Evidence evidence) {
        var value = evidence.value();
        var unit = evidence.unit();
        return (value == null ? "" : " " + Wording.plain(value)) + (unit == null ? "" : " " + Wording.plain(unit));
    }

    private @Nullable Measurement measurement(String name) {
        return service.features().get(name) instanceof FeatureSpec.Latest latest
                ? service.measurements().get(latest.of())
                : null;
    }

    private static String category(ModelSpec.Input input, double value) {
        return input.values().entrySet().stream()
                .filter(category -> category.getValue() == value)
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElse("unknown");
    }

    private String ago(LocalDate date) {
        return Wording.ago(date, features.asOf());
    }
}
