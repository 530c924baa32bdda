package dev.rationale.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.FixtureFolders;
import dev.rationale.cdshooks.Action;
import dev.rationale.decision.Answered;
import dev.rationale.decision.Decision;
import dev.rationale.decision.Reason;
import dev.rationale.feature.FeatureVector;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Action ACTION = new Action(Action.Type.DELETE, null, null, "MedicationRequest/1");

    /// Nothing leaves in silence, least of all what nobody would see.
    @Test
    void a_silent_service_sends_no_system_actions() {
        assertThat(outcome(false).response().systemActions()).containsExactly(ACTION);
        assertThat(outcome(true).response().systemActions()).isEmpty();
    }

    private static Outcome outcome(boolean silent) {
        var service = FixtureFolders.service("draft-nsaid");
        var decision = new Decision.Withheld(
                new FeatureVector(LocalDate.of(2026, 11, 24), Map.of()),
                service.answering(),
                Reason.OUTSIDE_INTENDED_USE,
                "age",
                "The equation ends at 100 years.",
                "not-checked",
                List.of());
        return new Outcome(decision, new Answered(List.of(), true), List.of(), List.of(ACTION), silent);
    }
}
