package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rationale.KfrePatient;
import dev.rationale.Records;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The verb `latest`: window, freshness, age at the draw and at the request.
class LatestValueTest {
    @ParameterizedTest
    @CsvSource({
        "2026-08-26, UTC, scored",
        "2026-08-25, UTC, feature-stale",
        "2026-08-25T23:59:59Z, UTC, feature-stale",
        "2026-08-25T22:00:00Z, Europe/Vienna, scored",
        "2026-08-26T03:00:00Z, America/New_York, feature-stale"
    })
    void of_creatinine_is_90_days_old_at_most(String drawn, String zone, String verdict) {
        var patient = new KfrePatient().at("2026-11-24T12:00:00Z", zone);
        patient.newest().put("effectiveDateTime", drawn);
        assertThat(patient.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T12:00:00Z, 2025-11-24, Known",
        "2026-11-24T12:00:00Z, 2025-11-23, Absent",
        "2028-02-29T12:00:00Z, 2027-02-28, Known",
        "2028-02-29T12:00:00Z, 2027-02-27, Absent",
        "2027-02-28T12:00:00Z, 2026-02-28, Known",
        "2025-02-28T12:00:00Z, 2024-02-29, Known",
        "2025-03-01T12:00:00Z, 2024-02-29, Absent"
    })
    void of_urine_albumin_is_12_months_old_at_most(String now, String drawn, String kind) {
        var feature = new KfrePatient()
                .at(now, "UTC")
                .only("urine", Records.uacr("u", drawn, "250"))
                .feature("uacr");
        assertThat(feature.getClass().getSimpleName()).isEqualTo(kind);
        if (feature instanceof Feature.Absent absent) {
            assertThat(absent.absence()).isEqualTo(Absence.STALE);
            assertThat(absent.lastSeen()).isEqualTo(LocalDate.parse(drawn));
        }
    }

    @Test
    void is_the_newest_by_the_hour_wherever_it_stands_in_the_list() {
        var patient = new KfrePatient()
                .only(
                        "urine",
                        Records.uacr("a", "2026-10-20T08:00:00Z", "200"),
                        Records.uacr("b", "2026-10-20T10:00:00+02:00", "203"),
                        Records.uacr("c", "2026-10-20T11:00:00+02:00", "300"),
                        Records.uacr("d", "2026-10-19T23:00:00Z", "400"));
        assertThat(((Feature.Known) patient.feature("uacr")).value()).isEqualTo(300.0);
    }

    /// He was 74 on 2026-02-20 and is 75 now: the eGFR of the course is that of the draw, the model's that of today.
    /// 142 * 2^-1.2 * 0.9938^74 = 39.010..., * 0.9938^75 = 38.768... for creatinine 1.8 = 2 * 0.9.
    @Test
    void of_egfr_is_computed_at_the_age_of_today() {
        var patient = new KfrePatient().only("kidney", Records.creatinine("c", "2026-02-20", "1.8"));
        patient.at("2026-04-20T12:00:00Z", "UTC");
        assertThat(((Feature.Known) patient.feature("egfr")).value())
                .isCloseTo(142 * Math.pow(2, -1.2) * Math.pow(0.9938, 75), within(1e-9));
    }

    /// A woman whose eGFR is 60.2 on the day before her birthday and 59.8 after it: the course says that it was not
    /// below
    /// 60. 142 * 1.012 * (1.0/0.7)^-1.2 * 0.9938^71 = 60.23..., and * 0.9938^72 = 59.85...
    @Test
    void of_egfr_at_the_draw_decides_whether_it_was_below_60() {
        var patient = new KfrePatient()
                .only(
                        "kidney",
                        Records.creatinine("c1", "2026-11-20", "1.0"),
                        Records.creatinine("c2", "2026-05-20", "1.02"));
        patient.patient().put("gender", "female").put("birthDate", "1954-11-22");
        assertThat(((Feature.Known) patient.feature("egfr")).value()).isLessThan(60);
        assertThat(((Feature.Known) patient.feature("chronic")).value()).isZero();
        patient.newest().put("effectiveDateTime", "2026-11-22");
        assertThat(((Feature.Known) patient.feature("egfr")).value()).isLessThan(60);
        patient.rows("kidney").set(1, Records.creatinine("c2", "2026-05-20", "1.05"));
        assertThat(((Feature.Known) patient.feature("chronic")).value()).isEqualTo(1);
    }

    @Test
    void may_be_missing() {
        assertThat(new KfrePatient().only("urine").feature("uacr")).isEqualTo(Feature.absent(Absence.MISSING));
        assertThat(new KfrePatient().unknown("urine").feature("uacr")).isEqualTo(Feature.absent(Absence.UNKNOWN));
        assertThat(new KfrePatient().unknown("urine").verdict()).isEqualTo("data-incomplete");
    }

    @Test
    void carries_the_variation_of_its_measurement() {
        var features = new KfrePatient().features();
        assertThat(((Feature.Known) features.get("uacr")).logDeviation())
                .isCloseTo(Math.sqrt(Math.log(1 + 0.488 * 0.488)), within(1e-12));
        // Above kappa the eGFR goes with creatinine to the power of -1.2.
        assertThat(((Feature.Known) features.get("egfr")).logDeviation())
                .isCloseTo(1.2 * Math.sqrt(Math.log(1 + 0.0531 * 0.0531)), within(1e-12));
    }
}
