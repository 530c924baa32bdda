package dev.rationale.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rationale.decision.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswerReadingTest {
    private static final UUID REFERRAL = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID ORDER = UUID.fromString("22222222-2222-4222-8222-222222222222");
    private static final UUID UNSEEN = UUID.fromString("33333333-3333-4333-8333-333333333333");
    private static final Map<UUID, String> SUGGESTIONS =
            Map.of(REFERRAL, "referral_active", ORDER, "uacr_ordered", UNSEEN, "");
    private static final Instant RECEIVED = Instant.parse("2026-11-24T12:00:00Z");

    private static Answer answer(String outcome, String item, String... seen) {
        try {
            return AnswerReading.answer(
                    UUID.randomUUID(),
                    new Answer.Said("referral", null, Set.of()),
                    "Practitioner/1",
                    outcome,
                    RECEIVED,
                    new ObjectMapper().readTree(item),
                    SUGGESTIONS,
                    Set.of(seen));
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(notJson);
        }
    }

    @Test
    void an_acceptance_waits_for_the_order_of_the_suggestion_it_names() {
        var answer = answer(
                "accepted",
                "{\"acceptedSuggestions\":[{\"id\":\" " + REFERRAL + "\"}]}",
                "referral_active",
                "uacr_ordered");
        assertThat(answer.deed())
                .isEqualTo(new Answer.Deed(true, Set.of("referral_active"), Set.of("referral_active")));
    }

    @Test
    void an_acceptance_of_a_suggestion_that_no_feature_shows_waits_for_none() {
        var answer = answer("accepted", "{\"acceptedSuggestions\":[{\"id\":\"" + UNSEEN + "\"}]}");
        assertThat(answer.deed()).isEqualTo(new Answer.Deed(true, Set.of(), Set.of()));
    }

    @Test
    void an_acceptance_that_names_nothing_of_the_card_waits_for_all_it_offered() {
        for (var item : new String[] {
            "{}",
            "{\"acceptedSuggestions\":[]}",
            "{\"acceptedSuggestions\":null}",
            "{\"acceptedSuggestions\":\"x\"}",
            "{\"acceptedSuggestions\":[{\"id\":\"of another card\"},{},null,7]}"
        }) {
            assertThat(answer("accepted", item).deed())
                    .as(item)
                    .isEqualTo(new Answer.Deed(false, Set.of("referral_active", "uacr_ordered"), Set.of()));
        }
    }

    @Test
    void an_override_carries_its_reason_as_it_was_sent() {
        var answer = answer(
                "overridden",
                "{\"overrideReason\":{\"reason\":{\"code\":\"patient-refuses\",\"system\":\"urn:s\"},\"userComment\":\"c\"}}");
        assertThat(answer.accepted()).isFalse();
        assertThat(answer.reason()).isNotNull();
        assertThat(answer.reason().code()).isEqualTo("patient-refuses");
        assertThat(answer.reason().system()).isEqualTo("urn:s");
    }

    @Test
    void an_override_may_come_without_a_reason_that_can_be_read() {
        for (var item : new String[] {
            "{}",
            "{\"overrideReason\":null}",
            "{\"overrideReason\":\"no\"}",
            "{\"overrideReason\":{\"userComment\":\"c\"}}",
            "{\"overrideReason\":{\"reason\":{\"code\":7}}}"
        }) {
            assertThat(answer("overridden", item).reason()).as(item).isNull();
        }
    }

    @Test
    void a_card_was_answered_when_the_client_says_but_never_after_that_was_received() {
        var before = RECEIVED.minusSeconds(60);
        assertThat(AnswerReading.at(before, RECEIVED)).isEqualTo(before);
        assertThat(AnswerReading.at(RECEIVED.plusSeconds(3600), RECEIVED)).isEqualTo(RECEIVED);
        assertThat(AnswerReading.at(null, RECEIVED)).isEqualTo(RECEIVED);
    }
}
