package dev.rationale.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rationale.decision.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpooledAnswersTest {
    private static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");
    private static final UUID CARD = UUID.randomUUID();

    private final SpooledAnswers answers = new SpooledAnswers();

    private static DecisionEntry decision() {
        return new DecisionEntry(
                UUID.randomUUID(),
                TEN,
                "kfre-ckd",
                "hash",
                "version",
                "north",
                "Practitioner/1",
                "patient-view",
                "instance",
                "correlation",
                "pseudonym",
                DecisionEntry.Outcome.SCORED,
                null,
                JsonText.of(JsonNodeFactory.instance.objectNode()),
                List.of(CARD),
                new Display(true, null, "referral", null, List.of(), Map.of(), List.of()));
    }

    private static FeedbackEntry feedback(
            String client, String service, String outcome, @Nullable Instant at, Instant received) {
        return new FeedbackEntry(
                received,
                client,
                CARD.toString(),
                service,
                outcome,
                at,
                List.of(),
                JsonNodeFactory.instance.objectNode(),
                List.of());
    }

    @Test
    void knows_what_was_answered_while_the_database_was_away() {
        answers.add(List.of(feedback("north", "kfre-ckd", "overridden", TEN, TEN), decision()));
        assertThat(answers.of("kfre-ckd", "pseudonym")).singleElement().satisfies(answer -> {
            assertThat(answer.card()).isEqualTo(CARD);
            assertThat(answer.accepted()).isFalse();
            assertThat(answer.user()).isEqualTo("Practitioner/1");
            assertThat(answer.said().band()).isEqualTo("referral");
        });
        assertThat(answers.of("kfre-ckd", "another")).isEmpty();
        assertThat(answers.of("another", "pseudonym")).isEmpty();
        answers.clear();
        assertThat(answers.of("kfre-ckd", "pseudonym")).isEmpty();
    }

    @Test
    void ignores_answers_of_other_clients_and_services_and_to_unknown_cards() {
        answers.add(List.of(feedback("north", "kfre-ckd", "overridden", TEN, TEN)));
        answers.add(List.of(decision()));
        answers.add(List.of(feedback("south", "kfre-ckd", "overridden", TEN, TEN)));
        answers.add(List.of(feedback("north", "another", "overridden", TEN, TEN)));
        assertThat(answers.of("kfre-ckd", "pseudonym")).isEmpty();
    }

    @Test
    void of_contradicting_answers_the_latest_counts_in_whatever_order_they_came() {
        answers.add(List.of(decision()));
        answers.add(List.of(feedback("north", "kfre-ckd", "overridden", TEN.plusSeconds(60), TEN.plusSeconds(90))));
        answers.add(List.of(feedback("north", "kfre-ckd", "accepted", TEN, TEN.plusSeconds(120))));
        assertThat(answers.of("kfre-ckd", "pseudonym"))
                .extracting(Answer::accepted)
                .containsExactly(false);
        answers.add(List.of(feedback("north", "kfre-ckd", "accepted", null, TEN.plusSeconds(180))));
        assertThat(answers.of("kfre-ckd", "pseudonym"))
                .extracting(Answer::accepted)
                .containsExactly(true);
    }
}
