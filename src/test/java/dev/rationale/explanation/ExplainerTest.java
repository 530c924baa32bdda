package dev.rationale.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rationale.Folders;
import dev.rationale.KfrePatient;
import dev.rationale.Records;
import dev.rationale.catalog.DecisionService;
import dev.rationale.decision.Decision;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final Offset<Double> EXACT = within(1e-12);

    private static Decision.Scored scored(KfrePatient patient) {
        return (Decision.Scored) patient.decision();
    }

    private static double contribution(Decision.Scored scored, String input) {
        return scored.explanation().contributions().stream()
                .filter(one -> one.input().equals(input))
                .findFirst()
                .orElseThrow()
                .amount();
    }

    /// -0.2201 * (75 / 10 - 7.036), 0.2467 * (1 - 0.5642), -0.5567 * (egfr / 5 - 7.222), 0.451 * (ln 250 - 5.137).
    @Test
    void gives_each_input_its_distance_from_the_published_centre() {
        var scored = scored(new KfrePatient());
        var egfr = 142 * Math.pow(2, -1.2) * Math.pow(0.9938, 75);
        assertThat(contribution(scored, "age")).isCloseTo(-0.1021264, EXACT);
        assertThat(contribution(scored, "sex")).isCloseTo(0.10751186, EXACT);
        assertThat(contribution(scored, "egfr")).isCloseTo(-0.5567 * (egfr / 5 - 7.222), EXACT);
        assertThat(contribution(scored, "uacr")).isCloseTo(0.451 * (Math.log(250) - 5.137), EXACT);
        assertThat(scored.explanation().contributions())
                .extracting(Contribution::input)
                .containsExactly("egfr", "uacr", "sex", "age");
        assertThat(scored.explanation().contributions().getFirst().share()).isEqualTo(1);
        assertThat(scored.explanation().comparedWith()).contains("70.4 years", "56 % men", "eGFR 36", "170 mg/g");
    }

    @Test
    void adds_up_to_the_linear_predictor() {
        var random = new Random(7);
        for (var round = 0; round < 200; round++) {
            var creatinine = 1.4 + random.nextInt(260) / 100.0;
            var patient = new KfrePatient()
                    .only(
                            "kidney",
                            Records.creatinine("a", "2026-11-20", String.valueOf(creatinine)),
                            Records.creatinine("b", "2026-06-20", String.valueOf(creatinine)))
                    .only("urine", Records.uacr("u", "2026-10-20", String.valueOf(1 + random.nextInt(3000))));
            var scored = scored(patient);
            var sum = scored.explanation().contributions().stream()
                    .mapToDouble(Contribution::amount)
                    .sum();
            assertThat(sum).isCloseTo(scored.prediction().margin(), EXACT);
        }
    }

    /// By hand: one log-deviation of creatinine is 0.0530626... and moves the eGFR by a factor of e^(+-1.2 *
    /// 0.0530626);
    /// one of urine albumin is 0.4620957... and moves the term by 0.451 times that.
    @Test
    void carries_the_variation_of_the_inputs_through_to_the_risk() {
        var scored = scored(new KfrePatient());
        var egfr = 142 * Math.pow(2, -1.2) * Math.pow(0.9938, 75);
        var creatinine = 1.2 * Math.sqrt(Math.log(1 + 0.0531 * 0.0531));
        var kidney = 0.5567 / 5 * egfr * (Math.exp(creatinine) - Math.exp(-creatinine)) / 2;
        var urine = 0.451 * Math.sqrt(Math.log(1 + 0.488 * 0.488));
        var deviation = 1.959963984540054 * Math.sqrt(kidney * kidney + urine * urine);
        var margin = scored.prediction().margin();
        var five = scored.explanation().ranges().get("risk_5y");
        assertThat(five.low()).isCloseTo(1 - Math.pow(0.924, Math.exp(margin - deviation)), EXACT);
        assertThat(five.high()).isCloseTo(1 - Math.pow(0.924, Math.exp(margin + deviation)), EXACT);
        var two = scored.explanation().ranges().get("risk_2y");
        assertThat(two.low()).isCloseTo(1 - Math.pow(0.975, Math.exp(margin - deviation)), EXACT);
        assertThat(scored.prediction().outputs().get("risk_5y")).isBetween(five.low(), five.high());
        assertThat(scored.explanation().variationSources())
                .hasSize(2)
                .anySatisfy(source -> assertThat(source).startsWith("creatinine: Front Med 2022"))
                .anySatisfy(source -> assertThat(source).startsWith("urine albumin: Am J Kidney Dis 2024"));
    }

    /// A reported eGFR has no stated variation of its own; only the urine albumin's is carried through.
    @Test
    void carries_through_only_what_is_stated() {
        var unit = "mL/min/{1.73_m2}";
        var scored = scored(new KfrePatient()
                .only(
                        "kidney",
                        Records.lab("a", "98979-8", "2026-11-20", "38", unit),
                        Records.lab("b", "98979-8", "2026-06-20", "38", unit)));
        assertThat(scored.explanation().variationSources())
                .singleElement()
                .asString()
                .startsWith("urine albumin");
        var urine = 1.959963984540054 * 0.451 * Math.sqrt(Math.log(1 + 0.488 * 0.488));
        assertThat(scored.explanation().ranges().get("risk_5y").high())
                .isCloseTo(1 - Math.pow(0.924, Math.exp(scored.prediction().margin() + urine)), EXACT);
    }

    @Test
    void gives_no_range_where_no_variation_is_stated() {
        DecisionService silent = Folders.changed(
                        "service.yaml", "    variation:\n      cv: 0.488", "    variation:\n      cv: 0")
                .service()
                .orElseThrow();
        var unit = "mL/min/{1.73_m2}";
        var scored = scored(new KfrePatient(silent)
                .only(
                        "kidney",
                        Records.lab("a", "98979-8", "2026-11-20", "38", unit),
                        Records.lab("b", "98979-8", "2026-06-20", "38", unit)));
        assertThat(scored.explanation().ranges()).isEmpty();
    }

    @Test
    void says_the_same_to_the_bit_when_asked_again() {
        assertThat(scored(new KfrePatient()).explanation())
                .isEqualTo(scored(new KfrePatient()).explanation());
    }
}
