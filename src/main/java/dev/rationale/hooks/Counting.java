package dev.rationale.hooks;

import dev.rationale.card.Renderer;
import dev.rationale.catalog.DecisionService;
import dev.rationale.decision.Decision;
import dev.rationale.journal.DecisionEntry;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/// Counts calls and cards. No label names a patient or a user.
@ApplicationScoped
public class Counting {
    private final MeterRegistry metrics;

    public Counting(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /// One call, however it ended.
    void call(HookCall call, DecisionEntry entry) {
        var shown = entry.display() != null && entry.display().shown();
        metrics.counter(
                        "rationale.decisions",
                        "service",
                        entry.service(),
                        "outcome",
                        entry.outcome().code(),
                        "reason",
                        entry.reason() == null ? "none" : entry.reason(),
                        "card",
                        String.valueOf(shown))
                .increment();
        call.stages()
                .times()
                .forEach((stage, time) ->
                        metrics.timer("rationale.stage", "stage", stage.code()).record(time));
        call.warnings()
                .forEach(warning -> metrics.counter(
                                "rationale.request.warnings",
                                "client",
                                call.caller().name(),
                                "warning",
                                warning.name())
                        .increment());
    }

    /// What became of the card of a decision: shown, kept back by silence, or held back because it was answered.
    /// Overrides and acceptances are counted under the same name, so that `shown` is their denominator.
    void card(HookCall call, DecisionService service, Outcome outcome) {
        if (!outcome.answered().complete()) {
            metrics.counter("rationale.answered.unknown", "service", service.id())
                    .increment();
        }
        if (outcome.decision() instanceof Decision.Withheld withheld && withheld.heldBack() != null) {
            card(
                    call,
                    service,
                    band(withheld.heldBack().instead()),
                    withheld.reason().code());
        } else if (!outcome.cards().isEmpty()) {
            card(call, service, band(outcome.decision()), outcome.silent() ? Outcome.SILENT : "shown");
            leftOut(call, service, outcome);
        }
    }

    /// Suggestions that the client's kind of EHR cannot carry.
    private void leftOut(HookCall call, DecisionService service, Outcome outcome) {
        metrics.counter(
                        "rationale.suggestions.left.out",
                        "service",
                        service.id(),
                        "client",
                        call.caller().name())
                .increment(outcome.cards().stream().mapToInt(Renderer::leftOut).sum());
    }

    private void card(HookCall call, DecisionService service, String band, String event) {
        metrics.counter(
                        "rationale.cards",
                        "service",
                        service.id(),
                        "band",
                        band,
                        "client",
                        call.caller().name(),
                        "event",
                        event)
                .increment();
    }

    /// The band, or the notice that stands for it.
    private static String band(Decision decision) {
        return switch (decision) {
            case Decision.Scored scored -> scored.band().id();
            case Decision.Withheld withheld -> Objects.requireNonNull(withheld.notice(), "it has a card");
        };
    }

    /// An answer that found nobody.
    void notDelivered(String service) {
        metrics.counter("rationale.not.delivered", "service", service).increment();
    }
}
