package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class CkdEpiTest {
    @ParameterizedTest
    @CsvFileSource(resources = "ckd-epi-2021.csv", numLinesToSkip = 2)
    void computes_2021_as_another_program_does(double creatinine, int age, String sex, double egfr) {
        assertThat(CkdEpi.V2021.egfr(creatinine, age, sex.equals("male"))).isCloseTo(egfr, within(1e-9));
    }

    /// 141 * min(Scr/k,1)^a * max(Scr/k,1)^-1.209 * 0.993^age (* 1.018), worked out with decimals of 40 digits. At
    /// creatinine = k both powers are 1: a man of 50 has 141 * 0.993^50 = 99.2388...
    @ParameterizedTest
    @CsvSource({
        "0.9, 50, male,   99.238807609421158",
        "0.7, 50, female, 101.025106146390737",
        "0.5, 40, female, 121.063424401560365",
        "0.6, 30, male,   134.918056020296756",
        "1.8, 75, male,   36.013678650728217",
        "1.2, 60, female, 49.081203606547824",
        "2.66, 61, male,  24.781099194172672",
        "4.5, 80, female, 8.627726540719111"
    })
    void computes_2009_without_the_factor_for_ethnicity(double creatinine, int age, String sex, double egfr) {
        assertThat(CkdEpi.V2009.egfr(creatinine, age, sex.equals("male"))).isCloseTo(egfr, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "0.4, 30, male",
        "0.9, 60, male",
        "2.7, 75, male",
        "0.5, 44, female",
        "0.7, 20, female",
        "6.1, 80, female"
    })
    void solves_for_the_creatinine_it_was_given(double creatinine, int age, String sex) {
        for (var equation : CkdEpi.values()) {
            var egfr = equation.egfr(creatinine, age, sex.equals("male"));
            assertThat(equation.creatinine(egfr, age, sex.equals("male"))).isCloseTo(creatinine, within(1e-9));
        }
    }

    /// Far from the break the estimate is a plain power; at the break each side counts half.
    @ParameterizedTest
    @CsvSource({
        "2.7, male, 0.05, 0.06",
        "0.4, male, 0.05, 0.0151",
        "0.4, female, 0.05, 0.01205",
        "0.9, male, 0.05, 0.03755",
        "0.7, female, 0.1, 0.07205",
        "2.7, female, 0, 0"
    })
    void varies_with_creatinine_by_its_exponents(double creatinine, String sex, double deviation, double expected) {
        assertThat(CkdEpi.V2021.logDeviation(creatinine, deviation, sex.equals("male")))
                .isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.85, male, 0.1", "0.9, male, 0.05", "0.93, male, 0.2", "0.71, female, 0.06", "3.1, female, 0.05"})
    void varies_as_far_as_the_estimates_of_both_ends_are_apart(double creatinine, String sex, double deviation) {
        var male = sex.equals("male");
        for (var equation : CkdEpi.values()) {
            var up = equation.egfr(creatinine * Math.exp(deviation), 60, male);
            var down = equation.egfr(creatinine * Math.exp(-deviation), 60, male);
            assertThat(equation.logDeviation(creatinine, deviation, male))
                    .isCloseTo(Math.log(down / up) / 2, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"ckd-epi-2021, true", "ckd-epi-2009, true", "mdrd, false", "ckd-epi, false", "'', false"})
    void is_known_by_its_exact_name(String name, boolean known) {
        assertThat(CkdEpi.named(name).isPresent()).isEqualTo(known);
    }
}
