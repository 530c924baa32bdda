package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rationale.KfrePatient;
import dev.rationale.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A reported eGFR counts only when its LOINC names the very equation that the model version asks for.
class ReportedEgfrTest {
    private static final String UNIT = "mL/min/{1.73_m2}";

    private static KfrePatient withReported(String loinc) {
        return new KfrePatient()
                .only(
                        "kidney",
                        Records.lab("r1", loinc, "2026-11-20", "38", UNIT),
                        Records.lab("r2", loinc, "2026-06-20", "39", UNIT));
    }

    @Test
    void counts_when_it_is_by_the_models_equation() {
        var patient = withReported("98979-8");
        assertThat(((Feature.Known) patient.feature("egfr")).value()).isEqualTo(38.0);
        assertThat(patient.verdict()).isEqualTo("scored");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4-variable-uk", "4-variable-non-north-america"})
    void never_counts_for_a_version_with_the_2009_equation(String version) {
        assertThat(withReported("98979-8").model(version).feature("egfr")).isEqualTo(Feature.absent(Absence.MISSING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "33914-3", "48642-3", "48643-1", "88293-6", "88294-4", "50210-4", "69405-9", "62238-1", "50044-7",
                "77147-7"
            })
    void never_counts_by_another_or_an_unnamed_equation(String loinc) {
        var patient = withReported(loinc);
        assertThat(patient.feature("egfr")).isEqualTo(Feature.absent(Absence.MISSING));
        assertThat(patient.verdict()).isEqualTo("feature-missing");
    }

    @Test
    void never_counts_when_it_is_coded_by_two_equations() {
        var patient = withReported("98979-8");
        patient.newest()
                .withArray("/code/coding")
                .addObject()
                .put("system", Records.LOINC)
                .put("code", "33914-3");
        assertThat(((Feature.Absent) patient.feature("egfr")).absence()).isEqualTo(Absence.AMBIGUOUS);
    }

    @Test
    void gives_way_to_the_creatinine_of_its_day() {
        var patient = new KfrePatient().add("kidney", Records.lab("r", "98979-8", "2026-11-20", "52", UNIT));
        assertThat(((Feature.Known) patient.feature("egfr")).value())
                .isCloseTo(142 * Math.pow(2, -1.2) * Math.pow(0.9938, 75), within(1e-9));
        patient.rows("kidney").removeLast();
        patient.add("kidney", Records.lab("r", "98979-8", "2026-11-21", "52", UNIT));
        assertThat(((Feature.Known) patient.feature("egfr")).value()).isEqualTo(52.0);
    }

    /// Many laboratories report `>60` beside the creatinine: that says nothing new.
    @Test
    void as_a_limit_is_no_news_on_a_day_with_a_creatinine() {
        var limit = Records.lab("r", "98979-8", "2026-11-20", "60", UNIT);
        limit.withObject("/valueQuantity").put("comparator", ">");
        var patient = new KfrePatient().add("kidney", limit);
        assertThat(((Feature.Known) patient.feature("egfr")).passedOver()).isEmpty();
        limit.put("effectiveDateTime", "2026-11-21");
        assertThat(((Feature.Known) patient.feature("egfr")).passedOver()).hasSize(1);
    }

    @Test
    void stands_for_a_creatinine_when_stability_is_judged() {
        var patient = withReported("98979-8");
        // The equation solved for creatinine above kappa: 0.9 * (38 / (142 * 0.9938^75))^(-1 / 1.2).
        assertThat(patient.features().value("creatinine_now").orElseThrow())
                .isCloseTo(0.9 * Math.pow(38 / (142 * Math.pow(0.9938, 75)), -1 / 1.2), within(1e-9));
    }

    @Test
    void never_counts_in_another_unit() {
        var patient = withReported("98979-8");
        patient.newest().withObject("/valueQuantity").put("unit", "mL/min").put("code", "mL/min");
        patient.rows("kidney").removeLast();
        assertThat(patient.verdict()).isEqualTo("unknown-unit");
    }
}
