package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.KfrePatient;
import dev.rationale.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Chronic: the latest eGFR and one at least 90 days older below 60. Not acute: the latest creatinine below 1.5 times
/// the median of those 7 to 365 days before it.
class ChronicAndStableTest {
    private static KfrePatient reported(String... egfrs) {
        var patient = new KfrePatient().only("kidney");
        for (var i = 0; i < egfrs.length; i += 2) {
            patient.add("kidney", Records.lab("r" + i, "98979-8", egfrs[i], egfrs[i + 1], "mL/min/{1.73_m2}"));
        }
        return patient;
    }

    private static KfrePatient creatinine(String... values) {
        var patient = new KfrePatient().only("kidney");
        for (var i = 0; i < values.length; i += 2) {
            patient.add("kidney", Records.creatinine("c" + i, values[i], values[i + 1]));
        }
        return patient;
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-22, 45, 1",
        "2026-08-23, 45, 0",
        "2026-08-22, 60, 0",
        "2026-08-22, 60.0, 0",
        "2026-08-22, 59.99, 1",
        "2016-08-22, 45, 1"
    })
    void is_below_60_90_days_before_as_well(String before, String egfr, double chronic) {
        var feature = reported("2026-11-20", "45", before, egfr).feature("chronic");
        assertThat(((Feature.Known) feature).value()).isEqualTo(chronic);
    }

    @ParameterizedTest
    @CsvSource({"60, 0", "60.0, 0", "59.9, 1", "75, 0"})
    void is_below_60_now(String egfr, double chronic) {
        var patient = reported("2026-11-20", egfr, "2026-08-01", "45");
        assertThat(((Feature.Known) patient.feature("chronic")).value()).isEqualTo(chronic);
        assertThat(patient.verdict()).isEqualTo(chronic == 1 ? "scored" : "outside-intended-use");
    }

    /// One day is the hospital's day: 23:30 in Vienna of the day before is not 90 days before.
    @ParameterizedTest
    @CsvSource({"2026-08-22T23:30:00Z, UTC, 1", "2026-08-22T23:30:00Z, Europe/Vienna, 0"})
    void counts_days_of_the_hospital(String before, String zone, double chronic) {
        var patient = reported("2026-11-20", "45", before, "45").at("2026-11-24T12:00:00Z", zone);
        assertThat(((Feature.Known) patient.feature("chronic")).value()).isEqualTo(chronic);
    }

    @Test
    void is_not_known_of_a_single_value() {
        assertThat(reported("2026-11-20", "45").verdict()).isEqualTo("outside-intended-use");
        assertThat(new KfrePatient().only("kidney").feature("chronic")).isEqualTo(Feature.absent(Absence.MISSING));
        assertThat(new KfrePatient().unknown("kidney").feature("chronic")).isEqualTo(Feature.absent(Absence.UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({"10, scored", "10.0, scored", "9.99, outside-intended-use", "59.9, scored"})
    void is_in_the_equations_range_from_10_on(String egfr, String verdict) {
        var patient = reported("2026-11-20", egfr, "2026-08-01", egfr);
        assertThat(patient.verdict()).isEqualTo(verdict);
        assertThat(patient.cards()).hasSize(1);
        if (!verdict.equals("scored")) {
            assertThat(patient.cards().getFirst().summary()).startsWith("eGFR 10 mL/min/1.73 m²: below the range");
        }
    }

    /// In binary arithmetic 1.2 / 0.8 is 1.4999999999999998, 3.9 / 2.6 is 1.5 and the mean of 1.7 and 1.9 is not 1.8.
    @ParameterizedTest
    @CsvSource({
        "2.7, 1.8, not-stable",
        "2.69, 1.8, scored",
        "3.9, 2.6, not-stable",
        "2.4, 1.6, not-stable",
        "2.1, 1.4, not-stable",
        "5.55, 3.7, not-stable",
        "5.54, 3.7, scored",
        "1.8, 3.6, scored"
    })
    void is_below_one_and_a_half_times_what_it_was(String now, String before, String verdict) {
        assertThat(creatinine("2026-11-20", now, "2026-08-01", before).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void is_measured_at_the_median_of_an_even_number() {
        var patient = creatinine("2026-11-20", "2.7", "2026-08-01", "1.7", "2026-07-01", "1.9");
        assertThat(patient.verdict()).isEqualTo("not-stable");
        patient.newest().withObject("/valueQuantity").put("value", 2.69);
        assertThat(patient.verdict()).isEqualTo("scored");
    }

    @ParameterizedTest
    @CsvSource({
        "159.156, 106.104, not-stable",
        "159.155, 106.104, scored",
        "150, 100, not-stable",
        "240, 160, not-stable"
    })
    void is_the_same_in_micromoles(String now, String before, String verdict) {
        var patient = new KfrePatient()
                .only(
                        "kidney",
                        Records.lab("a", "14682-9", "2026-11-20", now, "umol/L"),
                        Records.lab("b", "14682-9", "2026-08-01", before, "umol/L"));
        patient.patient().put("gender", "female");
        assertThat(patient.verdict()).isEqualTo(verdict);
    }

    /// 2.6 is 1.44 times 1.8, and 2.6 times the 1.0 that does not count.
    @ParameterizedTest
    @CsvSource({"2026-11-14, scored", "2026-11-13, not-stable", "2025-11-20, not-stable", "2025-11-19, scored"})
    void is_compared_with_7_to_365_days_before(String other, String verdict) {
        var patient = creatinine("2026-11-20", "2.6", "2026-08-01", "1.8", other, "1.2");
        assertThat(patient.verdict()).isEqualTo(verdict);
    }

    @Test
    void cannot_be_said_without_a_value_to_compare_with() {
        var patient = creatinine("2026-11-20", "1.8", "2025-11-01", "1.8");
        assertThat(((Feature.Known) patient.feature("chronic")).value()).isEqualTo(1);
        assertThat(patient.feature("creatinine_rise")).isEqualTo(Feature.absent(Absence.NOT_COMPUTABLE));
        assertThat(patient.verdict()).isEqualTo("feature-missing");
    }

    @Test
    void is_the_creatinine_that_was_measured_to_the_last_digit() {
        var features = creatinine("2026-11-20", "1.8", "2026-08-01", "1.7").features();
        assertThat(features.value("creatinine_now")).hasValue(1.8);
        assertThat(features.value("creatinine_before")).hasValue(1.7);
    }
}
