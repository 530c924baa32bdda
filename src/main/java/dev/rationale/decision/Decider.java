package dev.rationale.decision;

import dev.rationale.catalog.Criterion;
import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.ModelSpec;
import dev.rationale.explanation.Explainer;
import dev.rationale.feature.FeatureVector;
import dev.rationale.model.ModelRuntimes;
import dev.rationale.model.Prediction;
import dev.rationale.model.Scoring;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Scope first, then the model, then its explanation and the band.
@ApplicationScoped
public class Decider {
    private final ModelRuntimes runtimes;
    private final Explainer explainer;

    public Decider(ModelRuntimes runtimes, Explainer explainer) {
        this.runtimes = runtimes;
        this.explainer = explainer;
    }

    /// Decides for one patient.
    public Decision decide(DecisionService service, FeatureVector features) {
        var model = service.answering();
        var criteria = service.criteria().stream()
                .filter(criterion -> criterion
                        .limits()
                        .hold(features.value(criterion.feature()).orElse(Double.NaN)))
                .toList();
        var notMet = Scope.firstNotMet(service.scope(), features);
        if (notMet.isPresent()) {
            var rule = notMet.get();
            return new Decision.Withheld(
                    features, model, rule.reason(), rule.feature(), rule.because(), rule.notice(), criteria);
        }
        return score(service, model, features, criteria);
    }

    /// The decision of a call whose time is over: no number.
    public Decision tooLate(DecisionService service, FeatureVector features) {
        return new Decision.Withheld(
                features,
                service.answering(),
                Reason.DEADLINE_PASSED,
                null,
                "The time to answer was over.",
                null,
                List.of());
    }

    private Decision score(DecisionService service, ModelSpec model, FeatureVector features, List<Criterion> criteria) {
        var runtime = runtimes.runtime(model);
        if (runtime.isEmpty()) {
            return new Decision.Withheld(
                    features, model, Reason.MODEL_UNAVAILABLE, null, "No runtime scores this model.", null, criteria);
        }
        return switch (runtime.get().score(List.of(inputs(model, features))).getFirst()) {
            case Scoring.NotScored(String input, String because) ->
                new Decision.Withheld(
                        features, model, Reason.FEATURE_MISSING, input, input + " " + because, null, criteria);
            case Scoring.Scored(Prediction prediction) ->
                new Decision.Scored(
                        features,
                        model,
                        prediction,
                        explainer.explain(service, model, features, prediction),
                        service.bands().stream()
                                .filter(band -> band.holds(prediction.outputs()))
                                .findFirst()
                                .orElseThrow(
                                        () -> new IllegalStateException("the last band always holds, checked at load")),
                        criteria);
        };
    }

    private static Map<String, Double> inputs(ModelSpec model, FeatureVector features) {
        var inputs = new LinkedHashMap<String, Double>();
        model.inputs().keySet().forEach(name -> features.value(name).ifPresent(value -> inputs.put(name, value)));
        return inputs;
    }
}
