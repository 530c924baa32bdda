package dev.rationale.hooks;

import dev.rationale.card.Renderer;
import dev.rationale.catalog.Catalog;
import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.CdsResponse;
import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.context.ContextGatherer;
import dev.rationale.context.PatientContext;
import dev.rationale.decision.Answered;
import dev.rationale.decision.AnsweredCards;
import dev.rationale.decision.Decider;
import dev.rationale.decision.Decision;
import dev.rationale.decision.Repetition;
import dev.rationale.decision.Silence;
import dev.rationale.feature.FeatureVector;
import dev.rationale.feature.Featurizer;
import dev.rationale.hooks.Stages.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/// The way of the data: from a hook call to an answer, on one page.
@ApplicationScoped
public class Answering {
    private final Catalog catalog;
    private final ContextGatherer contexts;
    private final Featurizer featurizer;
    private final Decider decider;
    private final AnsweredCards answers;
    private final Repetition repetition;
    private final Silence silence;
    private final Renderer renderer;
    private final Recording recording;
    private final HookSettings settings;
    private final Clock clock;

    public Answering(
            Catalog catalog,
            ContextGatherer contexts,
            Featurizer featurizer,
            Decider decider,
            AnsweredCards answers,
            Repetition repetition,
            Silence silence,
            Renderer renderer,
            Recording recording,
            HookSettings settings,
            Clock clock) {
        this.catalog = catalog;
        this.contexts = contexts;
        this.featurizer = featurizer;
        this.decider = decider;
        this.answers = answers;
        this.repetition = repetition;
        this.silence = silence;
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
        var asked = answers.ask(service, call.pseudonym());
        var context = gather(service, call);
        var features = features(service, call, context);
        var decided = decide(service, call, features);
        var answered = answered(call, decided, asked);
        var decision = repetition.heldBack(service, decided, answered, call.user());
        var response = call.stages().timed(Stage.RENDER, () -> render(service, call, context, decision));
        var silent = silence.holds(service.id(), call.caller().name(), call.user());
        var outcome = new Outcome(decision, answered, response.cards(), response.systemActions(), silent);
        recording.decided(call, service, context, outcome);
        return outcome.response();
    }

    /// It was asked before the gathering began, and is waited for only where there is something to say.
    private static Answered answered(HookCall call, Decision decided, Supplier<Answered> asked) {
        return decided.speaks() ? call.stages().timed(Stage.ANSWERED, asked) : new Answered(List.of(), true);
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
                                    call.caller().client(),
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
