package dev.rationale.decision;

import dev.rationale.catalog.AnsweredSpec;
import dev.rationale.catalog.Band;
import dev.rationale.catalog.Criterion;
import dev.rationale.catalog.DecisionService;
import dev.rationale.feature.FeatureVector;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A card answered is not repeated, unless it has more to say than the one that was answered. What could not be known
/// does not hold a card back: a card too many is a nuisance, one too few can be a harm.
/// The rules are in `docs/answered-cards.md`.
@ApplicationScoped
public class Repetition {
    private final Clock clock;

    public Repetition(Clock clock) {
        this.clock = clock;
    }

    private record Heeded(
            Answer answer,
            Reason reason,
            String because,
            @Nullable Instant until) {}

    /// The decision, or in its place that its card is held back.
    ///
    /// @param user the user of this call, if it names one
    public Decision heldBack(DecisionService service, Decision decision, Answered answered, @Nullable String user) {
        if (!decision.speaks()) {
            return decision;
        }
        return answered.answers().stream()
                .filter(answer -> saidAsMuch(service, answer.said(), decision))
                .flatMap(answer -> heeded(service, decision.features(), answer, user).stream())
                .min((one, other) -> one.reason().compareTo(other.reason()))
                .<Decision>map(heeded -> withheld(decision, heeded))
                .orElse(decision);
    }

    private static Decision withheld(Decision decision, Heeded heeded) {
        return new Decision.Withheld(
                decision.features(),
                decision.model(),
                heeded.reason(),
                null,
                heeded.because(),
                null,
                decision.criteria(),
                new HeldBack(decision, heeded.answer(), heeded.until()));
    }

    /// Whether the answered card said all that this decision would say: the same band or a higher one, or the same
    /// notice, and no criterion is new.
    private static boolean saidAsMuch(DecisionService service, Answer.Said said, Decision decision) {
        var matter = switch (decision) {
            case Decision.Scored scored -> atLeast(service, said.band(), scored.band());
            case Decision.Withheld withheld -> Objects.equals(said.notice(), withheld.notice());
        };
        return matter
                && said.criteria()
                        .containsAll(
                                decision.criteria().stream().map(Criterion::key).toList());
    }

    /// Bands stand in the folder from the highest down. One that is no longer there is not known to be high enough.
    private static boolean atLeast(DecisionService service, @Nullable String answered, Band band) {
        var ids = service.bands().stream().map(Band::id).toList();
        var place = ids.indexOf(answered == null ? "" : answered);
        return place >= 0 && place <= ids.indexOf(band.id());
    }

    private Optional<Heeded> heeded(
            DecisionService service, FeatureVector features, Answer answer, @Nullable String user) {
        var theirs = user != null && user.equals(answer.user());
        return answer.accepted() ? accepted(service, features, answer, theirs) : overridden(service, answer, theirs);
    }

    private Optional<Heeded> overridden(DecisionService service, Answer answer, boolean theirs) {
        var spec = service.card().answered();
        var reason = service.card().overrideReason(answer.reason()).orElse(null);
        if (spec.everybody(reason)) {
            return until(
                    answer,
                    Reason.SNOOZED,
                    spec.snooze(reason),
                    "The card was overridden for a reason about the patient.");
        }
        return theirs
                ? until(answer, Reason.SNOOZED, spec.snooze(reason), "The card was overridden by this user.")
                : Optional.empty();
    }

    /// Held back for everybody while its order is active; before that was seen, for a while only. An order that was
    /// active and no longer is, is over.
    private Optional<Heeded> accepted(DecisionService service, FeatureVector features, Answer answer, boolean theirs) {
        var active = answer.deed().orders().stream()
                .filter(order -> features.value(order).orElse(0) != 0)
                .findFirst();
        if (active.isPresent()) {
            var label =
                    Objects.requireNonNull(service.features().get(active.get())).label();
            return Optional.of(
                    new Heeded(answer, Reason.ALREADY_DONE, "The card was accepted: " + label + " is active.", null));
        }
        return answer.deed().seen().isEmpty()
                ? orderNotSeen(service.card().answered(), answer, theirs)
                : Optional.empty();
    }

    private Optional<Heeded> orderNotSeen(AnsweredSpec spec, Answer answer, boolean theirs) {
        var named = answer.deed().named();
        var because = "The card was accepted; its order may not be in the record yet.";
        var coming = named || theirs
                ? until(answer, named ? Reason.ALREADY_DONE : Reason.SNOOZED, spec.orderSeenWithin(), because)
                : Optional.<Heeded>empty();
        return coming.or(() -> theirs && answer.deed().orders().isEmpty()
                ? until(answer, Reason.SNOOZED, spec.snooze(), "The card was accepted by this user.")
                : Optional.empty());
    }

    private Optional<Heeded> until(Answer answer, Reason reason, Duration time, String because) {
        var until = answer.at().plus(time);
        return clock.instant().isBefore(until)
                ? Optional.of(new Heeded(answer, reason, because, until))
                : Optional.empty();
    }
}
