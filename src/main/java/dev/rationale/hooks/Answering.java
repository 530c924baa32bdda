package dev.rationale.hooks;

import dev.rationale.card.Renderer;
import dev.rationale.catalog.Catalog;
import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.CdsResponse;
import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.context.ContextGatherer;
import dev.rationale.context.PatientContext;
import dev.rationale.decision.Decider;
import dev.rationale.decision.Decision;
import dev.rationale.feature.FeatureVector;
import dev.rationale.feature.Featurizer;
import dev.rationale.hooks.Stages.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/// The way of the data: from a hook call to an answer, on one page.
@ApplicationScoped
public class Answering {
    private final Catalog catalog;
    private final ContextGatherer contexts;
    private final Featurizer featurizer;
    private final Decider decider;
    private final Renderer renderer;
    private final Recording recording;
    private final HookSettings settings;
    private final Clock clock;

    public Answering(
            Catalog catalog,
            ContextGatherer contexts,
            Featurizer featurizer,
            Decider decider,
            Renderer renderer,
            Recording recording,
            HookSettings settings,
            Clock clock) {
        this.catalog = catalog;
        this.contexts = contexts;
        this.featurizer = featurizer;
        this.decider = decider;
        this.renderer = renderer;
        this.recording = recording;
        this.settings = settings;
        this.clock = clock;
    }

    /// Answers one call. What it answers is durable before it returns.
    ///
    /// @throws HookRefusal 404 for an unknown service, 412 when required data cannot be had
    public CdsResponse answer(HookCall call) {
        var service = catalog.find(call.serviceId()).orElseThrow(() -> HookRefusal.of(HookError.UNKNOWN_SERVICE));
        var context = gather(service, call);
        var features = features(service, call, context);
        var decision = decide(service, call, features);
        var response = call.stages().timed(Stage.RENDER, () -> render(service, call, context, decision));
        recording.decided(call, service, context, decision, response);
        return response;
    }

    private PatientContext gather(DecisionService service, HookCall call) {
        try {
            return call.stages()
                    .timed(
                            Stage.GATHER,
                            () -> contexts.gather(
                                    service.prefetch(),
                                    service.required(),
                                    call.request(),
                                    call.within(settings.gatherWithin())));
        } catch (HookRefusal refusal) {
            recording.refused(call, service, refusal);
            throw refusal;
        }
    }

    private FeatureVector features(DecisionService service, HookCall call, PatientContext context) {
        return call.stages()
                .timed(Stage.FEATURES, () -> featurizer.compute(service, service.answering(), context.parts()));
    }

    private CdsResponse render(DecisionService service, HookCall call, PatientContext context, Decision decision) {
        var references = call.references(context);
        var client = call.caller().client();
        return new CdsResponse(
                renderer.render(service, call.id(), decision, references, client.profile()),
                renderer.systemActions(service, decision, references, client.name()));
    }

    private Decision decide(DecisionService service, HookCall call, FeatureVector features) {
        var decision = call.stages().timed(Stage.DECIDE, () -> decider.decide(service, features));
        return clock.instant().isAfter(call.within(settings.answerWithin()))
                ? decider.tooLate(service, features)
                : decision;
    }
}
