package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.KfrePatient;
import dev.rationale.Records;
import dev.rationale.context.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a list that was cut short does not contain is unknown, not absent.
class CutListTest {
    private static Part cut(List<JsonNode> rows, boolean newestFirst) {
        return new Part.Had(rows, false, newestFirst);
    }

    private static List<JsonNode> creatinines() {
        return List.of(
                Records.creatinine("c1", "2026-11-20", "1.8"),
                Records.creatinine("c2", "2026-06-20", "1.75"),
                Records.creatinine("c3", "2025-11-19", "1.7"));
    }

    @Test
    void still_scores_when_it_came_newest_first_and_holds_the_year() {
        assertThat(new KfrePatient().knowing("kidney", cut(creatinines(), true)).verdict())
                .isEqualTo("scored");
    }

    @Test
    void is_unknown_when_its_order_was_not_asked_for() {
        var patient = new KfrePatient().knowing("kidney", cut(creatinines(), false));
        assertThat(patient.feature("egfr")).isEqualTo(Feature.absent(Absence.UNKNOWN));
        assertThat(patient.feature("chronic")).isEqualTo(Feature.absent(Absence.UNKNOWN));
        assertThat(patient.feature("creatinine_before")).isEqualTo(Feature.absent(Absence.UNKNOWN));
        assertThat(patient.verdict()).isEqualTo("data-incomplete");
    }

    @Test
    void is_unknown_when_it_did_not_come_newest_first() {
        var shuffled = List.of(
                creatinines().get(1), creatinines().get(0), creatinines().get(2));
        assertThat(new KfrePatient().knowing("kidney", cut(shuffled, true)).verdict())
                .isEqualTo("data-incomplete");
    }

    @Test
    void is_unknown_when_a_row_has_no_day() {
        var undated = Records.creatinine("c9", "2026", "1.7");
        var rows = List.of(
                creatinines().get(0),
                undated,
                creatinines().get(1),
                creatinines().get(2));
        assertThat(new KfrePatient().knowing("kidney", cut(rows, true)).verdict())
                .isEqualTo("data-incomplete");
    }

    /// The older value below 60 may be among those that were cut off.
    @Test
    void leaves_open_whether_it_was_chronic() {
        var rows = creatinines().subList(0, 1);
        var patient = new KfrePatient().knowing("kidney", cut(rows, true));
        assertThat(patient.feature("chronic")).isEqualTo(Feature.absent(Absence.UNKNOWN));
        assertThat(patient.verdict()).isEqualTo("data-incomplete");
        assertThat(new KfrePatient().only("kidney", rows.getFirst()).verdict()).isEqualTo("outside-intended-use");
    }

    /// Chronic is certain, the median of the year before is not.
    @Test
    void leaves_open_whether_it_is_stable() {
        var patient = new KfrePatient().knowing("kidney", cut(creatinines().subList(0, 2), true));
        assertThat(((Feature.Known) patient.feature("chronic")).value()).isEqualTo(1);
        assertThat(patient.feature("creatinine_before")).isEqualTo(Feature.absent(Absence.UNKNOWN));
        assertThat(patient.verdict()).isEqualTo("data-incomplete");
    }

    @Test
    void leaves_open_whether_a_stale_value_is_the_newest() {
        var old = List.<JsonNode>of(Records.uacr("u", "2025-01-01", "250"));
        assertThat(new KfrePatient().knowing("urine", cut(old, true)).feature("uacr"))
                .isInstanceOfSatisfying(
                        Feature.Absent.class,
                        absent -> assertThat(absent.absence()).isEqualTo(Absence.STALE));
        assertThat(new KfrePatient().knowing("urine", cut(old, false)).feature("uacr"))
                .isEqualTo(Feature.absent(Absence.UNKNOWN));
        assertThat(new KfrePatient().knowing("urine", cut(List.of(), true)).feature("uacr"))
                .isEqualTo(Feature.absent(Absence.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conditions", "procedures"})
    void leaves_open_what_would_exclude(String key) {
        var patient = new KfrePatient().knowing(key, cut(List.of(), true));
        assertThat(patient.feature("dialysis")).isEqualTo(Feature.absent(Absence.UNKNOWN));
        assertThat(patient.verdict()).isEqualTo("data-incomplete");
        assertThat(new KfrePatient().unknown(key).verdict()).isEqualTo("data-incomplete");
    }

    @Test
    void still_excludes_by_what_it_contains() {
        var dialysis = List.<JsonNode>of(Records.condition("d", Records.SNOMED, "236435004"));
        assertThat(new KfrePatient().knowing("conditions", cut(dialysis, true)).verdict())
                .isEqualTo("outside-intended-use");
        assertThat(new KfrePatient()
                        .add("conditions", Records.condition("d", Records.SNOMED, "236435004"))
                        .unknown("procedures")
                        .verdict())
                .isEqualTo("outside-intended-use");
    }
}
