package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.KfrePatient;
import dev.rationale.Records;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientRecordTest {
    private static KfrePatient with(String members) {
        var patient = new KfrePatient();
        patient.patient().setAll(Records.json(members));
        return patient;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"{'gender':'male'}; 1", "{'gender':'female'}; 0"})
    void has_the_sex_the_equation_knows(String members, double sex) {
        assertThat(((Feature.Known) with(members).feature("sex")).value()).isEqualTo(sex);
        assertThat(with(members).verdict()).isEqualTo("scored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'gender':'other'}",
                "{'gender':'unknown'}",
                "{'gender':'M'}",
                "{'gender':'Male'}",
                "{'gender':null}",
                "{'gender':1}",
                "{'gender':['male']}"
            })
    void has_no_sex_the_equation_knows(String members) {
        assertThat(with(members).feature("sex")).isEqualTo(Feature.absent(Absence.MISSING));
        assertThat(with(members).verdict()).isEqualTo("feature-missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'deceasedBoolean':false}; scored",
                "{'deceasedBoolean':null}; scored",
                "{'deceasedBoolean':true}; outside-intended-use",
                "{'deceasedDateTime':'2026-11-20'}; outside-intended-use",
                "{'deceasedDateTime':'2026'}; outside-intended-use",
                "{'deceasedDateTime':''}; outside-intended-use",
                "{'deceasedBoolean':false,'deceasedDateTime':'2026-11-20'}; outside-intended-use",
                "{'deceasedBoolean':'true'}; feature-missing",
                "{'deceasedBoolean':'false'}; feature-missing",
                "{'deceasedBoolean':1}; feature-missing"
            })
    void has_died_or_not_or_leaves_it_open(String members, String verdict) {
        assertThat(with(members).verdict()).isEqualTo(verdict);
    }
}
