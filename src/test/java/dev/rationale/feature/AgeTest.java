package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.rationale.KfrePatient;
import dev.rationale.Records;
import dev.rationale.context.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgeTest {
    private static KfrePatient bornOn(String date) {
        var patient = new KfrePatient();
        patient.patient().set("birthDate", TextNode.valueOf(date));
        return patient;
    }

    @ParameterizedTest
    @CsvSource({
        "1951-11-24, 2026-11-24T00:00:00Z, UTC, 75",
        "1951-11-25, 2026-11-24T23:59:59Z, UTC, 74",
        "1951-11-25, 2026-11-24T23:30:00Z, Europe/Vienna, 75",
        "1951-11-24, 2026-11-24T03:00:00Z, America/New_York, 74",
        "2008-11-24, 2026-11-24T12:00:00Z, UTC, 18",
        "2008-11-25, 2026-11-24T12:00:00Z, UTC, 17",
        "1952-02-29, 2027-02-28T12:00:00Z, UTC, 74",
        "1952-02-29, 2027-03-01T12:00:00Z, UTC, 75",
        "1952-02-29, 2028-02-29T12:00:00Z, UTC, 76",
        "1951-10, 2026-11-24T12:00:00Z, UTC, 75",
        "2026-11-24, 2026-11-24T12:00:00Z, UTC, 0"
    })
    void is_in_completed_years_at_the_request(String birth, String now, String zone, double years) {
        assertThat(bornOn(birth).at(now, zone).feature("age"))
                .isInstanceOfSatisfying(
                        Feature.Known.class, known -> assertThat(known.value()).isEqualTo(years));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1951",
                "1951-11",
                "",
                "1951-02-30",
                "1965-13-45",
                "2026-11-25",
                "9999-01-01",
                "+200",
                "-999999999-01-01",
                "24.11.1951",
                "1951-03-02T08:00:00Z",
                "unknown"
            })
    void is_not_known_when_the_birth_date_leaves_it_open(String birth) {
        assertThat(bornOn(birth).feature("age")).isInstanceOf(Feature.Absent.class);
        assertThat(bornOn(birth).verdict()).isEqualTo("feature-missing");
    }

    @ParameterizedTest
    @CsvSource({
        "2008-11-25, outside-intended-use",
        "1951-11-25, scored",
        "1916-11-24, scored",
        "1915-11-25, scored",
        "1915-11-24, outside-intended-use"
    })
    void is_from_18_to_110_in_scope(String birth, String verdict) {
        assertThat(bornOn(birth).verdict()).isEqualTo(verdict);
    }

    /// Drawn at 17, when no equation for adults held.
    @Test
    void of_an_earlier_value_must_have_been_an_adults() {
        var patient = bornOn("2008-11-01");
        assertThat(((Feature.Known) patient.feature("chronic")).value()).isZero();
        assertThat(patient.verdict()).isEqualTo("outside-intended-use");
        assertThat(((Feature.Known) bornOn("2007-11-01").feature("chronic")).value())
                .isEqualTo(1);
    }

    @Test
    void is_not_known_where_two_patients_answer_to_one_id() {
        var other = Records.patient().put("birthDate", "1961-03-02");
        var twice = new KfrePatient().add("patient", other);
        assertThat(twice.feature("age")).isInstanceOf(Feature.Absent.class);
        assertThat(twice.verdict()).isEqualTo("feature-missing");
        assertThat(new KfrePatient()
                        .add("patient", Records.patient().put("active", true))
                        .verdict())
                .isEqualTo("scored");
    }

    @Test
    void is_not_read_past_a_modifier() {
        var patient = new KfrePatient();
        patient.patient().putArray("modifierExtension").addObject().put("url", "urn:x");
        assertThat(patient.verdict()).isEqualTo("feature-missing");
    }

    @Test
    void could_not_be_known_without_the_patient() {
        assertThat(new KfrePatient().unknown("patient").feature("age")).isEqualTo(Feature.absent(Absence.UNKNOWN));
        assertThat(new KfrePatient()
                        .knowing("patient", new Part.Had(List.of(), true))
                        .feature("age"))
                .isEqualTo(Feature.absent(Absence.MISSING));
    }
}
