package dev.rationale.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rationale.Folders;
import dev.rationale.catalog.Limits;
import dev.rationale.catalog.ModelSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EquationRuntimeTest {
    private static final Map<String, Double> CENTRE =
            Map.of("age", 70.36, "sex", 0.5642, "egfr", 36.11, "uacr", Math.exp(5.137));

    private static ModelSpec version(String name) {
        return Folders.kfre().models().get(name);
    }

    private static Scoring score(ModelSpec model, Map<String, Double> row) {
        return new EquationRuntime(model).score(List.of(row)).getFirst();
    }

    /// At the centre of the cohort every term is 0 and the risk is 1 - S0: 0.025 and 0.076 in North America (0.975,
    /// 0.924), 0.0168 and 0.0635 elsewhere (0.9832, 0.9365), 0.0122 and 0.0430 in the UK (0.9878, 0.9570).
    @ParameterizedTest
    @CsvSource({
        "4-variable-north-america, 0.025, 0.076",
        "4-variable-non-north-america, 0.0168, 0.0635",
        "4-variable-uk, 0.0122, 0.0430"
    })
    void gives_the_baseline_risk_at_the_centre(String version, double two, double five) {
        var prediction = ((Scoring.Scored) score(version(version), CENTRE)).prediction();
        assertThat(prediction.margin()).isCloseTo(0, within(1e-12));
        assertThat(prediction.outputs().get("risk_2y")).isCloseTo(two, within(1e-12));
        assertThat(prediction.outputs().get("risk_5y")).isCloseTo(five, within(1e-12));
    }

    /// The man of 75 with creatinine 1.8 mg/dL and 250 mg/g: 5.17 % with the eGFR of 2009, 3.83 % with that of 2021, as
    /// the UK calibration has it; either side of the referral line.
    @ParameterizedTest
    @CsvSource({"36.013678650728217, 0.0517", "38.768302035352676, 0.0383"})
    void needs_the_egfr_of_its_own_equation(double egfr, double five) {
        var row = Map.of("age", 75.0, "sex", 1.0, "egfr", egfr, "uacr", 250.0);
        var prediction = ((Scoring.Scored) score(version("4-variable-uk"), row)).prediction();
        assertThat(prediction.outputs().get("risk_5y")).isCloseTo(five, within(0.00005));
    }

    @ParameterizedTest
    @CsvSource({
        "uacr, 0, must be above 0",
        "uacr, -1, must be above 0",
        "uacr, NaN, is missing",
        "egfr, 0, must be above 0",
        "egfr, Infinity, is missing",
        "age, -1, must be at least 0 and at most 130",
        "age, 131, must be at least 0 and at most 130"
    })
    void scores_nothing_that_the_equation_cannot_take(String input, double value, String because) {
        var row = new LinkedHashMap<>(CENTRE);
        row.put(input, value);
        assertThat(score(version("4-variable-north-america"), row)).isEqualTo(new Scoring.NotScored(input, because));
    }

    @Test
    void scores_nothing_without_every_input() {
        for (var input : CENTRE.keySet()) {
            var row = new LinkedHashMap<>(CENTRE);
            row.remove(input);
            assertThat(score(version("4-variable-north-america"), row))
                    .isEqualTo(new Scoring.NotScored(input, "is missing"));
        }
    }

    @Test
    void scores_many_rows_in_their_order() {
        var other = new LinkedHashMap<>(CENTRE);
        other.put("egfr", 20.0);
        var bad = new LinkedHashMap<>(CENTRE);
        bad.put("uacr", 0.0);
        var scored = new EquationRuntime(version("4-variable-north-america")).score(List.of(CENTRE, bad, other));
        assertThat(scored.get(0)).isInstanceOf(Scoring.Scored.class);
        assertThat(scored.get(1)).isInstanceOf(Scoring.NotScored.class);
        // -0.5567 * (20 - 36.11) / 5
        assertThat(((Scoring.Scored) scored.get(2)).prediction().margin()).isCloseTo(1.7936874, within(1e-9));
    }

    /// logit = -1 + 2 * (ln(e^1.5) / 0.5 - 1) = 3: 1 / (1 + e^-3) = 0.95257412682243...
    @Test
    void knows_the_logistic_link_and_adds_the_terms_of_one_input() {
        var term = new ModelSpec.Term("x", ModelSpec.Transform.ln, 0.5, 1, 1);
        var model = new ModelSpec(
                "1",
                "t",
                "equation",
                "nowhere",
                List.of("s"),
                "l",
                Map.of(),
                "the centre",
                Map.of("x", new ModelSpec.Input("x", "1", Map.of(), new Limits(null, 0.0, null, null), null, 1)),
                List.of(term, term),
                Map.of("risk", new ModelSpec.Output("risk", ModelSpec.Link.logistic, null, -1.0, "now")),
                "vectors.csv");
        var prediction = ((Scoring.Scored) score(model, Map.of("x", Math.exp(1.5)))).prediction();
        assertThat(prediction.terms()).containsOnlyKeys("x");
        assertThat(prediction.outputs().get("risk")).isCloseTo(0.9525741268224334, within(1e-12));
    }
}
