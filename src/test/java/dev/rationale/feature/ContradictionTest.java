package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.KfrePatient;
import dev.rationale.Records;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values that contradict each other are rejected together; those that say the same are one.
class ContradictionTest {
    private static Feature uacr(String when, String value, String otherWhen, String otherValue) {
        var patient = new KfrePatient()
                .only("urine", Records.uacr("a", when, value), Records.uacr("b", otherWhen, otherValue));
        var feature = patient.feature("uacr");
        Collections.reverse(patient.rows("urine"));
        assertThat(patient.feature("uacr")).as("in the other order").isEqualTo(feature);
        return feature;
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-20, 250, 2026-10-20, 900",
        "2026-10-20T08:00:00Z, 250, 2026-10-20T08:00:00Z, 900",
        "2026-10-20T08:00:00Z, 250, 2026-10-20T10:00:00+02:00, 900",
        "2026-10-20T08:00:00Z, 250, 2026-10-20, 900",
        "2026-10-20, 250, 2026-10-20T23:59:59Z, 900",
        "2026-10-20, 250, 2026-10-20, 257"
    })
    void are_those_of_one_moment_that_differ(String when, String value, String otherWhen, String otherValue) {
        assertThat(uacr(when, value, otherWhen, otherValue))
                .isInstanceOfSatisfying(
                        Feature.Absent.class,
                        absent -> assertThat(absent.absence()).isEqualTo(Absence.CONFLICTING));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-20, 250, 2026-10-20, 250",
        "2026-10-20, 250, 2026-10-20, 253",
        "2026-10-20, 250, 2026-10-20T08:00:00Z, 250",
        "2026-10-20T08:00:00Z, 250, 2026-10-19, 900",
        "2026-10-20T08:00:00Z, 250, 2026-10-20T07:59:00Z, 900"
    })
    void are_not_those_that_agree_or_have_an_order(String when, String value, String otherWhen, String otherValue) {
        assertThat(((Feature.Known) uacr(when, value, otherWhen, otherValue)).value())
                .isEqualTo(250.0);
    }

    /// 250 mg/g is 28.25 mg/mmol; a laboratory that reports both rounds the second.
    @Test
    void are_not_one_draw_in_two_units() {
        var patient = new KfrePatient()
                .only(
                        "urine",
                        Records.lab("a", "14585-4", "2026-10-20", "28.3", "mg/mmol"),
                        Records.uacr("b", "2026-10-20", "250"));
        assertThat(((Feature.Known) patient.feature("uacr")).value()).isEqualTo(250.0);
    }

    @Test
    void leave_an_older_value_to_be_used() {
        var patient = new KfrePatient()
                .add("urine", Records.uacr("a", "2026-11-01", "100"), Records.uacr("b", "2026-11-01", "900"));
        var uacr = (Feature.Known) patient.feature("uacr");
        assertThat(uacr.value()).isEqualTo(250.0);
        assertThat(uacr.passedOver()).extracting(Feature.PassedOver::because).containsOnly(Absence.CONFLICTING);
    }

    @Test
    void are_one_resource_with_two_contents() {
        var amended = Records.uacr("u1", "2026-10-21", "900").put("status", "amended");
        assertThat(new KfrePatient().add("urine", amended).verdict()).isEqualTo("feature-not-a-number");
        var error = Records.uacr("u1", "2026-10-20", "250").put("status", "entered-in-error");
        assertThat(new KfrePatient().add("urine", error).verdict()).isEqualTo("feature-not-a-number");
        var same = Records.uacr("u1", "2026-10-20", "250");
        same.putObject("meta").put("versionId", "2");
        assertThat(new KfrePatient().add("urine", same).verdict()).isEqualTo("scored");
    }
}
