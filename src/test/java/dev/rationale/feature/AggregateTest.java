package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Folders;
import dev.rationale.KfrePatient;
import dev.rationale.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The verb `aggregate`, over the creatinines of 7 to 365 days before the newest.
class AggregateTest {
    private static KfrePatient aggregating(String function) {
        return new KfrePatient(Folders.changed("service.yaml", "function: median", "function: " + function)
                .service()
                .orElseThrow());
    }

    private static KfrePatient filled(KfrePatient patient) {
        return patient.only(
                "kidney",
                Records.creatinine("now", "2026-11-20", "1.8"),
                Records.creatinine("too-near", "2026-11-14", "9"),
                Records.creatinine("a", "2026-11-13", "2"),
                Records.creatinine("b", "2026-06-20", "1.5"),
                Records.creatinine("c", "2025-11-20", "1.6"),
                Records.creatinine("too-far", "2025-11-19", "9"));
    }

    @ParameterizedTest
    @CsvSource({"median, 1.6", "min, 1.5", "max, 2", "mean, 1.7", "count, 3"})
    void is_one_number_over_the_window(String function, double expected) {
        var feature = (Feature.Known) filled(aggregating(function)).feature("creatinine_before");
        assertThat(Precise.rounded(feature.value())).isEqualTo(expected);
        assertThat(feature.evidence())
                .extracting(Evidence::reference)
                .containsExactly("Observation/a", "Observation/b", "Observation/c");
    }

    @ParameterizedTest
    @CsvSource({"median", "min", "max", "mean"})
    void is_missing_over_an_empty_window(String function) {
        var patient = aggregating(function).only("kidney", Records.creatinine("now", "2026-11-20", "1.8"));
        assertThat(patient.feature("creatinine_before")).isEqualTo(Feature.absent(Absence.MISSING));
    }

    @Test
    void counts_nothing_as_none() {
        var patient = aggregating("count").only("kidney", Records.creatinine("now", "2026-11-20", "1.8"));
        assertThat(((Feature.Known) patient.feature("creatinine_before")).value())
                .isZero();
        assertThat(patient.feature("creatinine_rise")).isEqualTo(Feature.absent(Absence.NOT_COMPUTABLE));
    }

    @Test
    void is_missing_without_a_newest_value_and_unknown_without_the_list() {
        assertThat(aggregating("count").only("kidney").feature("creatinine_before"))
                .isEqualTo(Feature.absent(Absence.MISSING));
        assertThat(aggregating("count").unknown("kidney").feature("creatinine_before"))
                .isEqualTo(Feature.absent(Absence.UNKNOWN));
    }
}
