package dev.rationale.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.KfrePatient;
import dev.rationale.Records;
import dev.rationale.cdshooks.Card;
import dev.rationale.cdshooks.Coding;
import dev.rationale.cdshooks.Indicator;
import dev.rationale.cdshooks.SelectionBehavior;
import dev.rationale.cdshooks.Suggestion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The cards of the shipped service.
class KfreCardTest {
    private static KfrePatient lowRisk() {
        return new KfrePatient()
                .only(
                        "kidney",
                        Records.creatinine("a", "2026-11-20", "1.4"),
                        Records.creatinine("b", "2026-06-20", "1.4"))
                .only("urine", Records.uacr("u", "2026-10-20", "5"));
    }

    private static KfrePatient highRisk() {
        return new KfrePatient()
                .only(
                        "kidney",
                        Records.creatinine("a", "2026-11-20", "4.5"),
                        Records.creatinine("b", "2026-06-20", "4.4"))
                .only("urine", Records.uacr("u", "2026-10-20", "3000"));
    }

    private static KfrePatient belowRange() {
        return new KfrePatient()
                .only(
                        "kidney",
                        Records.creatinine("a", "2026-11-20", "6.5"),
                        Records.creatinine("b", "2026-06-20", "6.3"));
    }

    private static KfrePatient uacrMissing() {
        return new KfrePatient().only("urine");
    }

    static Stream<KfrePatient> patients() {
        return Stream.of(new KfrePatient(), lowRisk(), highRisk(), belowRange(), uacrMissing());
    }

    private static Card card(KfrePatient patient) {
        assertThat(patient.cards()).hasSize(1);
        return patient.cards().getFirst();
    }

    private static JsonNode explanation(Card card) {
        return new ObjectMapper().valueToTree(card.extension().get("dev.rationale.explanation"));
    }

    /// 142 * (1.8/0.9)^-1.2 * 0.9938^75 = 38.768...; KFRE North America by hand in double precision.
    @Test
    void carry_the_exact_numbers_for_machines_and_round_ones_for_people() {
        var egfr = 142 * Math.pow(2, -1.2) * Math.pow(0.9938, 75);
        var lp = -0.2201 * (7.5 - 7.036)
                + 0.2467 * (1 - 0.5642)
                - 0.5567 * (egfr / 5 - 7.222)
                + 0.451 * (Math.log(250) - 5.137);
        var card = card(new KfrePatient());
        assertThat(card.summary())
                .isEqualTo("Kidney failure risk: about 7 in 100 within 5 years, about 2 in 100 within 2 years.");
        var explanation = explanation(card);
        assertThat(explanation.at("/outputs/risk_5y").doubleValue())
                .isCloseTo(1 - Math.pow(0.924, Math.exp(lp)), within(1e-12));
        assertThat(explanation.at("/outputs/risk_2y").doubleValue())
                .isCloseTo(1 - Math.pow(0.975, Math.exp(lp)), within(1e-12));
        assertThat(explanation.at("/features/egfr/value").doubleValue()).isCloseTo(egfr, within(1e-12));
        assertThat(explanation.at("/features/egfr/source").asText()).isEqualTo("Observation/c1");
        assertThat(explanation.at("/features/uacr/date").asText()).isEqualTo("2026-10-20");
        assertThat(explanation.at("/features/uacr/recorded/0/value").asText()).isEqualTo("250");
        assertThat(explanation.at("/modelVersion").asText()).isEqualTo("4-variable-north-america");
        assertThat(explanation.at("/contentHash").asText()).hasSize(64);
        assertThat(explanation.at("/derivations/egfr").asText()).isEqualTo("ckd-epi-2021");
        var sum = 0.0;
        for (var input : List.of("age", "sex", "egfr", "uacr")) {
            sum += explanation.at("/features/" + input + "/contribution").doubleValue();
        }
        assertThat(sum).isCloseTo(lp, within(1e-12));
    }

    @Test
    void say_why_as_a_clinician_would() {
        assertThat(card(new KfrePatient()).detail())
                .contains(
                        "eGFR 39 mL/min/1.73 m² (CKD-EPI 2021 from creatinine 1.8 mg/dL), 4 days ago (2026-11-20) lowers it most")
                .contains("urine albumin 250 mg/g, 5 weeks ago (2026-10-20) raises it")
                .contains("male sex raises it")
                .contains("age 75 lowers it")
                .contains("This model has not yet been checked on this hospital's patients.")
                .contains("North America")
                .contains("95 % range");
    }

    @ParameterizedTest
    @MethodSource("patients")
    void keep_the_limits_of_the_specification(KfrePatient patient) {
        var card = card(patient);
        assertThat(card.summary().codePointCount(0, card.summary().length())).isBetween(1, 139);
        assertThat(card.summary()).doesNotContain("\n");
        assertThat(card.uuid()).isNotNull();
        assertThat(card.overrideReasons()).isNotEmpty().allSatisfy(reason -> {
            assertThat(reason.display()).isNotBlank();
            assertThat(reason.system()).isEqualTo("http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes");
        });
        assertThat(card.source().topic()).extracting(Coding::code).isEqualTo("kidneyfailurerisk");
        assertThat(card.selectionBehavior() == null)
                .isEqualTo(card.suggestions().isEmpty());
        assertThat(card.indicator()).isNotEqualTo(Indicator.CRITICAL);
    }

    /// Nothing a tired reader could take for the all-clear.
    @ParameterizedTest
    @MethodSource("patients")
    void never_reassure(KfrePatient patient) {
        var card = card(patient);
        var text = (card.summary() + " " + card.detail()).toLowerCase(java.util.Locale.ROOT);
        assertThat(text)
                .doesNotContainPattern(
                        "\\b(safe|reassur\\w*|no need|not needed|no referral is|normal|low risk|unlikely|fine"
                                + "|harmless|no concern|no risk of|only \\d|just \\d)\\b");
    }

    @Test
    void offer_a_referral_where_a_guideline_asks_for_one() {
        var card = card(new KfrePatient());
        assertThat(card.indicator()).isEqualTo(Indicator.WARNING);
        assertThat(card.selectionBehavior()).isEqualTo(SelectionBehavior.ANY);
        assertThat(card.suggestions()).extracting(Suggestion::label).containsExactly("Refer to nephrology");
        var action = card.suggestions().getFirst().actions().getFirst();
        assertThat(action.description()).isNotBlank();
        var resource = action.resource();
        assertThat(resource.path("resourceType").asText()).isEqualTo("ServiceRequest");
        assertThat(resource.at("/subject/reference").asText()).isEqualTo("Patient/p");
        assertThat(resource.at("/requester/reference").asText()).isEqualTo("Practitioner/1");
        assertThat(resource.has("encounter")).as("there is none").isFalse();
        assertThat(resource.path("authoredOn").asText()).isEqualTo("2026-11-24");
        assertThat(resource.toString()).doesNotContain("{patient}", "{today}", "{user}", "{encounter}", "{reason}");
    }

    @Test
    void offer_nothing_at_low_risk_but_say_that_more_than_the_risk_decides() {
        var card = card(lowRisk());
        assertThat(card.indicator()).isEqualTo(Indicator.INFO);
        assertThat(card.suggestions()).isEmpty();
        assertThat(card.summary()).contains("fewer than 1 in 100 within 2 years");
        assertThat(card.detail()).contains("Referral is also decided by eGFR, urine albumin");
    }

    @Test
    void name_the_criteria_that_hold_whatever_the_risk() {
        assertThat(card(highRisk()).detail())
                .contains("eGFR is below 30, which is a referral criterion whatever the risk.")
                .contains("Urine albumin is 300 mg/g or more, which is a referral criterion whatever the risk.")
                .contains("Prepare for kidney replacement therapy");
        assertThat(card(highRisk()).suggestions()).as("one deed, once").hasSize(1);
    }

    @Test
    void suggest_no_referral_when_one_is_active_or_may_be() {
        var active = card(new KfrePatient().add("referrals", Records.referral("r", "active")));
        assertThat(active.suggestions()).isEmpty();
        assertThat(active.selectionBehavior()).isNull();
        assertThat(active.detail()).contains("A nephrology referral is already active; none is suggested.");
        var unknown = card(new KfrePatient().unknown("referrals"));
        assertThat(unknown.suggestions()).isEmpty();
        assertThat(unknown.detail()).contains("could not be checked; none is suggested.");
        assertThat(card(new KfrePatient().add("referrals", Records.referral("r", "draft")))
                        .suggestions())
                .hasSize(1);
    }

    @Test
    void ask_for_the_urine_albumin_and_state_no_risk() {
        var card = card(uacrMissing());
        assertThat(card.summary())
                .isEqualTo(
                        "Kidney failure risk cannot be given: no current urine albumin-creatinine ratio. Order one?");
        assertThat(card.suggestions())
                .extracting(Suggestion::label)
                .containsExactly("Order urine albumin-creatinine ratio");
        assertThat(card.detail()).doesNotContain("in 100");
        assertThat(explanation(card).has("outputs")).isFalse();
        assertThat(explanation(card).path("withheld").asText()).isEqualTo("feature-missing");
        var stale = card(new KfrePatient().only("urine", Records.uacr("u", "2024-10-20", "250")));
        assertThat(stale.detail()).contains("the last one was 25 months ago (2024-10-20)");
    }

    @Test
    void send_the_sickest_to_nephrology_without_a_risk() {
        var card = card(belowRange());
        assertThat(card.summary())
                .isEqualTo("eGFR 8 mL/min/1.73 m²: below the range of the risk equation. Nephrology now, if not already"
                        + " involved.");
        assertThat(card.indicator()).isEqualTo(Indicator.WARNING);
        assertThat(card.suggestions()).extracting(Suggestion::label).containsExactly("Refer to nephrology, urgently");
        assertThat(card.suggestions()
                        .getFirst()
                        .actions()
                        .getFirst()
                        .resource()
                        .path("priority")
                        .asText())
                .isEqualTo("urgent");
        assertThat(explanation(card).has("outputs")).isFalse();
        assertThat(card.detail()).doesNotContain("in 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dialysis", "child", "acute"})
    void are_none_where_none_is_meant(String what) {
        var patient = new KfrePatient();
        switch (what) {
            case "dialysis" -> patient.add("conditions", Records.condition("d", Records.SNOMED, "46177005"));
            case "child" -> patient.patient().put("birthDate", "2014-01-01");
            default -> patient.newest().withObject("/valueQuantity").put("value", 3.6);
        }
        assertThat(patient.cards()).isEmpty();
    }

    /// Whatever stands in a record: it is data in the extension and never markup in the text.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "[click](javascript:alert(1))",
                "**bold** _it_ `code` # head | cell",
                "www.evil.example/x",
                "\\ud800\\u0000",
                "line\\nbreak"
            })
    void take_nothing_from_the_record_as_markup(String text) throws Exception {
        var urine = (ObjectNode) new ObjectMapper()
                .readTree(Records.uacr("x", "2026-10-20", "250").toString().replace("\"x\"", "\"" + text + "\""));
        urine.withObject("/code").put("text", text);
        var later = Records.uacr("y", "2026-11-20", "250");
        later.withObject("/valueQuantity").put("unit", text).remove("code");
        var card = card(new KfrePatient().only("urine", Records.json(urine.toString()), later));
        assertThat(card.detail())
                .doesNotContain("<img", "](", "javascript", "**bold**", "`", "www.evil", "\u0000", "line\n")
                .contains("A newer urine albumin of 2026-11-20 could not be used (unknown unit)");
        assertThat(new ObjectMapper().writeValueAsBytes(card)).isNotEmpty();
    }
}
