package dev.rationale.decision;

import static dev.rationale.decision.Decided.GRACE;
import static dev.rationale.decision.Decided.HENRY;
import static dev.rationale.decision.Decided.KFRE;
import static dev.rationale.decision.Decided.accepted;
import static dev.rationale.decision.Decided.band;
import static dev.rationale.decision.Decided.notice;
import static dev.rationale.decision.Decided.orders;
import static dev.rationale.decision.Decided.overridden;
import static dev.rationale.decision.Decided.scored;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The times are those of the shipped folder: 30 days, 90 for what is about the patient, 2 for an order to be seen.
class RepetitionTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Answer.Deed REFERRED = new Answer.Deed(true, Set.of("referral_active"), Set.of());
    private static final Answer.Deed REFERRED_AND_SEEN =
            new Answer.Deed(true, Set.of("referral_active"), Set.of("referral_active"));
    private static final Answer.Deed NOT_NAMED = new Answer.Deed(false, Set.of("referral_active"), Set.of());
    private static final Answer.Deed WITHOUT_A_FEATURE = new Answer.Deed(true, Set.of(), Set.of());
    private static final Answer.Deed NOTHING_OFFERED = new Answer.Deed(false, Set.of(), Set.of());

    private final Repetition repetition = new Repetition(Clock.fixed(Decided.NOW, ZoneOffset.UTC));

    private @Nullable String reason(Decision decision, @Nullable String user, Answer... answers) {
        var after = repetition.heldBack(KFRE, decision, new Answered(List.of(answers), true), user);
        return after instanceof Decision.Withheld withheld && withheld.heldBack() != null
                ? withheld.reason().code()
                : null;
    }

    private @Nullable String referral(@Nullable Boolean active, @Nullable String user, Answer... answers) {
        return reason(scored("referral", orders(active)), user, answers);
    }

    @Test
    void holds_nothing_back_when_nothing_was_answered() {
        assertThat(referral(false, GRACE)).isNull();
    }

    @Test
    void keeps_what_would_have_been_said() {
        var decision = scored("referral", orders(false));
        var answer = overridden(band("referral"), null, DAY);
        var held = ((Decision.Withheld) repetition.heldBack(KFRE, decision, new Answered(List.of(answer), true), GRACE))
                .heldBack();
        assertThat(held.instead()).isSameAs(decision);
        assertThat(held.answer()).isSameAs(answer);
        assertThat(held.until()).isEqualTo(Decided.NOW.minus(DAY).plus(Duration.ofDays(30)));
    }

    @Test
    void snoozes_an_override_for_the_user_who_made_it_and_for_nobody_else() {
        var answer = overridden(band("referral"), null, DAY);
        assertThat(referral(false, GRACE, answer)).isEqualTo("snoozed");
        assertThat(referral(false, HENRY, answer)).isNull();
        assertThat(referral(false, null, answer)).isNull();
    }

    @Test
    void does_not_take_two_calls_without_a_user_for_the_same_user() {
        var nobodys = new Answer(
                java.util.UUID.randomUUID(),
                band("referral"),
                null,
                false,
                null,
                Decided.NOW.minus(DAY),
                NOTHING_OFFERED);
        assertThat(referral(false, null, nobodys)).isNull();
    }

    @Test
    void snoozes_for_everybody_where_the_reason_is_about_the_patient() {
        for (var reason : List.of("patient-ineligible", "action-completed", "patient-refuses")) {
            assertThat(referral(false, HENRY, overridden(band("referral"), reason, DAY)))
                    .as(reason)
                    .isEqualTo("snoozed");
            assertThat(referral(false, null, overridden(band("referral"), reason, DAY)))
                    .as(reason)
                    .isEqualTo("snoozed");
        }
        for (var reason : List.of("need-more-info", "recipient-does-not-trust", "action-not-priority", "made-up")) {
            assertThat(referral(false, HENRY, overridden(band("referral"), reason, DAY)))
                    .as(reason)
                    .isNull();
        }
    }

    @Test
    void snoozes_for_the_time_of_the_reason_and_not_a_moment_longer() {
        var moment = Duration.ofMillis(1);
        for (var one : List.of(
                java.util.Map.entry("need-more-info", 14),
                java.util.Map.entry("action-not-priority", 30),
                java.util.Map.entry("patient-refuses", 90))) {
            var time = Duration.ofDays(one.getValue());
            assertThat(referral(false, GRACE, overridden(band("referral"), one.getKey(), time.minus(moment))))
                    .isEqualTo("snoozed");
            assertThat(referral(false, GRACE, overridden(band("referral"), one.getKey(), time)))
                    .isNull();
        }
    }

    @Test
    void a_reason_of_another_code_system_is_not_the_one_of_the_folder() {
        var foreign = new dev.rationale.cdshooks.Coding("urn:elsewhere", "patient-refuses", null);
        var bare = new dev.rationale.cdshooks.Coding(null, "patient-refuses", null);
        var answer = overridden(band("referral"), null, DAY);
        assertThat(referral(false, HENRY, withReason(answer, foreign))).isNull();
        assertThat(referral(false, HENRY, withReason(answer, bare))).isEqualTo("snoozed");
    }

    private static Answer withReason(Answer answer, dev.rationale.cdshooks.Coding reason) {
        return new Answer(answer.card(), answer.said(), answer.user(), false, reason, answer.at(), answer.deed());
    }

    @Test
    void a_higher_band_lifts_it_and_a_lower_one_does_not() {
        var refused = overridden(band("multidisciplinary-care"), "patient-refuses", DAY);
        assertThat(reason(scored("kidney-replacement-planning", orders(false)), GRACE, refused))
                .isNull();
        assertThat(reason(scored("multidisciplinary-care", orders(false)), GRACE, refused))
                .isEqualTo("snoozed");
        assertThat(reason(scored("below-referral-risk", orders(false)), GRACE, refused))
                .isEqualTo("snoozed");
        var accepted = accepted(band("multidisciplinary-care"), REFERRED, DAY);
        assertThat(reason(scored("kidney-replacement-planning", orders(true)), GRACE, accepted))
                .isNull();
    }

    @Test
    void a_band_that_the_folder_no_longer_has_lifts_it() {
        assertThat(referral(false, GRACE, overridden(band("renamed"), "patient-refuses", DAY)))
                .isNull();
    }

    @Test
    void a_criterion_that_was_not_met_before_lifts_it() {
        var low = overridden(band("referral", "uacr at least 300.0"), "patient-refuses", DAY);
        var both = new String[] {"uacr at least 300.0", "egfr below 30.0"};
        assertThat(reason(scored("referral", orders(false), both), GRACE, low)).isNull();
        assertThat(reason(scored("referral", orders(false), "uacr at least 300.0"), GRACE, low))
                .isEqualTo("snoozed");
    }

    @Test
    void a_notice_and_a_card_with_a_risk_never_hide_each_other() {
        var onNotice = overridden(new Answer.Said(null, "uacr-missing", Set.of()), "patient-refuses", DAY);
        assertThat(referral(false, GRACE, onNotice)).isNull();
        assertThat(reason(notice("below-range"), GRACE, onNotice)).isNull();
        assertThat(reason(notice("uacr-missing"), GRACE, onNotice)).isEqualTo("snoozed");
        var onRisk = overridden(band("kidney-replacement-planning"), "patient-refuses", DAY);
        assertThat(reason(notice("uacr-missing"), GRACE, onRisk)).isNull();
    }

    @Test
    void is_not_repeated_to_anybody_while_the_accepted_order_is_active() {
        var longAgo = accepted(band("referral"), REFERRED, Duration.ofDays(400));
        assertThat(referral(true, GRACE, longAgo)).isEqualTo("already-done");
        assertThat(referral(true, HENRY, longAgo)).isEqualTo("already-done");
    }

    @Test
    void is_shown_again_when_the_accepted_order_is_over() {
        assertThat(referral(false, GRACE, accepted(band("referral"), REFERRED, Duration.ofDays(400))))
                .isNull();
        assertThat(referral(false, GRACE, accepted(band("referral"), REFERRED_AND_SEEN, Duration.ofHours(1))))
                .isNull();
    }

    @Test
    void gives_the_accepted_order_two_days_to_show_up_in_the_record() {
        assertThat(referral(false, HENRY, accepted(band("referral"), REFERRED, Duration.ofHours(47))))
                .isEqualTo("already-done");
        assertThat(referral(false, HENRY, accepted(band("referral"), REFERRED, Duration.ofDays(2))))
                .isNull();
    }

    @Test
    void is_shown_again_when_it_cannot_be_known_whether_the_order_is_active() {
        assertThat(referral(null, GRACE, accepted(band("referral"), REFERRED, Duration.ofDays(3))))
                .isNull();
        assertThat(referral(null, GRACE, accepted(band("referral"), REFERRED, Duration.ofHours(1))))
                .isEqualTo("already-done");
    }

    @Test
    void an_acceptance_that_names_no_suggestion_hides_from_others_only_what_is_seen() {
        var answer = accepted(band("referral"), NOT_NAMED, Duration.ofHours(1));
        assertThat(referral(false, GRACE, answer)).isEqualTo("snoozed");
        assertThat(referral(false, HENRY, answer)).isNull();
        assertThat(referral(true, HENRY, answer)).isEqualTo("already-done");
    }

    @Test
    void an_accepted_order_that_no_feature_shows_is_heeded_for_a_while() {
        var fresh = accepted(band("referral"), WITHOUT_A_FEATURE, Duration.ofHours(47));
        assertThat(referral(false, HENRY, fresh)).isEqualTo("already-done");
        var older = accepted(band("referral"), WITHOUT_A_FEATURE, Duration.ofDays(29));
        assertThat(referral(false, HENRY, older)).isNull();
        assertThat(referral(false, GRACE, older)).isEqualTo("snoozed");
        assertThat(referral(false, GRACE, accepted(band("referral"), WITHOUT_A_FEATURE, Duration.ofDays(30))))
                .isNull();
    }

    @Test
    void an_acceptance_of_a_card_without_suggestions_is_the_users_own() {
        var answer = accepted(band("referral"), NOTHING_OFFERED, Duration.ofHours(1));
        assertThat(referral(false, GRACE, answer)).isEqualTo("snoozed");
        assertThat(referral(false, HENRY, answer)).isNull();
    }

    @Test
    void shows_the_card_when_it_could_not_be_known_what_was_answered() {
        var decision = scored("referral", orders(false));
        assertThat(repetition.heldBack(KFRE, decision, new Answered(List.of(), false), GRACE))
                .isSameAs(decision);
    }

    @Test
    void leaves_alone_what_gives_no_card_anyway() {
        var silent = new Decision.Withheld(
                orders(true), KFRE.answering(), Reason.NOT_STABLE, null, "not stable", null, List.of());
        var answer = accepted(new Answer.Said(null, null, Set.of()), REFERRED, DAY);
        assertThat(repetition.heldBack(KFRE, silent, new Answered(List.of(answer), true), GRACE))
                .isSameAs(silent);
    }
}
