package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.KfrePatient;
import dev.rationale.Records;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows that must be named as what they are and never scored. Each is laid over the only urine value of a patient who
/// has a card with it; the change is a JSON merge patch: null removes.
class UnusableRowsTest {
    private static ObjectNode changed(String patch) {
        var row = Records.uacr("u1", "2026-10-20", "250");
        merge(row, Records.json(patch));
        return row;
    }

    private static void merge(ObjectNode row, ObjectNode patch) {
        for (var member : patch.properties()) {
            if (member.getValue().isNull()) {
                row.remove(member.getKey());
            } else if (member.getValue() instanceof ObjectNode inner
                    && row.get(member.getKey()) instanceof ObjectNode old) {
                merge(old, inner);
            } else {
                row.set(member.getKey(), member.getValue());
            }
        }
    }

    private static KfrePatient with(JsonNode row) {
        return new KfrePatient().only("urine", row);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'valueQuantity':{'comparator':'<'}}; COMPARATOR",
                "{'valueQuantity':{'comparator':'>='}}; COMPARATOR",
                "{'valueQuantity':{'comparator':''}}; COMPARATOR",
                "{'valueQuantity':{'value':'250'}}; NOT_A_NUMBER",
                "{'valueQuantity':{'value':null}}; NOT_A_NUMBER",
                "{'valueQuantity':{'value':true}}; NOT_A_NUMBER",
                "{'valueQuantity':{'value':[250]}}; NOT_A_NUMBER",
                "{'valueQuantity':[{'value':250,'unit':'mg/g'}]}; NOT_A_NUMBER",
                "{'valueQuantity':null,'valueString':'250 mg/g'}; NOT_A_NUMBER",
                "{'valueQuantity':null,'valueString':'<3'}; NOT_A_NUMBER",
                "{'valueQuantity':null,'valueInteger':250}; NOT_A_NUMBER",
                "{'valueQuantity':null,'valueRange':{'low':{'value':30},'high':{'value':300}}}; NOT_A_NUMBER",
                "{'valueQuantity':null,'valueRatio':{'numerator':{'value':30}}}; NOT_A_NUMBER",
                "{'valueQuantity':null,'valueCodeableConcept':{'text':'A2'}}; NOT_A_NUMBER",
                "{'valueString':'see comment'}; NOT_A_NUMBER",
                "{'modifierExtension':[{'url':'urn:x','valueBoolean':true}]}; NOT_A_NUMBER",
                "{'implicitRules':'urn:x'}; NOT_A_NUMBER",
                "{'valueQuantity':null}; NO_VALUE",
                "{'valueQuantity':null,'dataAbsentReason':{'text':'clotted'}}; NO_VALUE",
                "{'dataAbsentReason':{'coding':[{'code':'error'}]}}; NO_VALUE",
                "{'valueQuantity':null,'component':[{'valueQuantity':{'value':250,'unit':'mg/g'}}]}; NO_VALUE",
                "{'valueQuantity':{'unit':'mg/dL','code':'mg/dL'}}; UNKNOWN_UNIT",
                "{'valueQuantity':{'unit':null,'code':null,'system':null}}; UNKNOWN_UNIT",
                "{'valueQuantity':{'unit':'mg/mmol'}}; UNKNOWN_UNIT",
                "{'valueQuantity':{'unit':'mg/L'}}; UNKNOWN_UNIT",
                "{'valueQuantity':{'value':0}}; IMPLAUSIBLE",
                "{'valueQuantity':{'value':0.0}}; IMPLAUSIBLE",
                "{'valueQuantity':{'value':-250}}; IMPLAUSIBLE",
                "{'valueQuantity':{'value':30001}}; IMPLAUSIBLE",
                "{'valueQuantity':{'value':1e400}}; IMPLAUSIBLE",
                "{'valueQuantity':{'value':-1e400}}; IMPLAUSIBLE",
                "{'valueQuantity':{'value':1e-400}}; IMPLAUSIBLE",
                "{'effectiveDateTime':'2026-11-25'}; FUTURE",
                "{'effectiveDateTime':'2026-11-24T12:06:00Z'}; FUTURE",
                "{'effectiveDateTime':'9999-12-31T23:59:59Z'}; FUTURE",
                "{'effectiveDateTime':null}; UNDATED",
                "{'effectiveDateTime':'2026-10'}; UNDATED",
                "{'effectiveDateTime':'2026'}; UNDATED",
                "{'effectiveDateTime':'2026-02-30'}; UNDATED",
                "{'effectiveDateTime':'-999999999-01-01T00:00:00Z'}; UNDATED",
                "{'effectiveDateTime':null,'issued':'2026-10-20T08:00:00Z'}; UNDATED",
                "{'status':'preliminary'}; NOT_FINAL",
                "{'status':'registered'}; NOT_FINAL",
                "{'status':'unknown'}; NOT_FINAL",
                "{'status':null}; NOT_FINAL",
                "{'status':['final']}; NOT_FINAL",
                "{'code':{'coding':[{'system':'http://loinc.org','code':'9318-7'},{'system':'http://loinc.org','code':'2890-2'}]}}; AMBIGUOUS",
                "{'status':'entered-in-error'}; MISSING",
                "{'status':'cancelled'}; MISSING",
                "{'code':{'coding':[{'system':'http://loinc.org','code':'2890-2'}]}}; MISSING",
                "{'code':{'coding':[{'system':'http://loinc.org','code':'13801-6'}]}}; MISSING",
                "{'code':{'coding':[{'code':'9318-7'}]}}; MISSING",
                "{'code':{'coding':[{'system':'urn:local','code':'9318-7'}]}}; MISSING",
                "{'code':{'coding':null,'text':'Albumin/Creatinine'}}; MISSING",
                "{'code':'9318-7'}; MISSING",
                "{'effectiveDateTime':'2025-11'}; UNDATED",
                "{'effectiveDateTime':'2025-10'}; MISSING"
            })
    void are_named_as_what_they_are(String patch, Absence absence) {
        var patient = with(changed(patch));
        assertThat(patient.feature("uacr"))
                .isInstanceOfSatisfying(
                        Feature.Absent.class,
                        absent -> assertThat(absent.absence()).isEqualTo(absence));
        assertThat(patient.verdict()).isNotEqualTo("scored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}",
                "{'status':'amended'}",
                "{'status':'corrected'}",
                "{'valueQuantity':{'comparator':null}}",
                "{'valueQuantity':{'value':250.00}}",
                "{'valueQuantity':{'value':2.5e2}}",
                "{'dataAbsentReason':null}",
                "{'effectiveDateTime':'2026-11-24'}",
                "{'effectiveDateTime':'2026-11-24T12:04:00Z'}",
                "{'effectiveDateTime':null,'effectivePeriod':{'start':'2026-10-19','end':'2026-10-20'}}",
                "{'effectiveDateTime':null,'effectiveInstant':'2026-10-20T08:00:00Z'}",
                "{'code':{'coding':[{'system':'urn:local','code':'UACR'},{'system':'http://loinc.org','code':'9318-7'}]}}",
                "{'code':{'coding':[{'system':'http://loinc.org','code':'9318-7'},{'system':'http://loinc.org','code':'14959-1'}]}}",
                "{'code':{'coding':[{'system':'urn:oid:2.16.840.1.113883.6.1','code':'9318-7'}]}}",
                "{'code':{'coding':[{'system':'HTTPS://LOINC.org/','code':' 9318-7 '}]}}",
                "{'meta':{'profile':['http://example.org/lab'],'versionId':'7'}}",
                "{'extension':[{'url':'urn:x','valueBoolean':true}]}",
                "{'focus':[{'reference':'Patient/p'}]}",
                "{'id':null}"
            })
    void have_twins_that_are_used(String patch) {
        var patient = with(changed(patch));
        assertThat(patient.feature("uacr"))
                .isInstanceOfSatisfying(
                        Feature.Known.class, known -> assertThat(known.value()).isEqualTo(250.0));
        assertThat(patient.verdict()).isEqualTo("scored");
    }

    @Test
    void keep_the_value_as_it_was_written() {
        var row = changed("{'valueQuantity':{'value':250.00,'unit':'mg/g creat'}}");
        var evidence = with(row).feature("uacr").evidence().getFirst();
        assertThat(evidence.value()).isEqualTo("250.00");
        assertThat(evidence.unit()).isEqualTo("mg/g creat");
        assertThat(evidence.reference()).isEqualTo("Observation/u1");
        assertThat(evidence.date()).isEqualTo("2026-10-20");
    }

    @Test
    void leave_an_older_good_value_within_its_window_to_be_used_and_say_so() {
        var patient = with(changed(
                        "{'effectiveDateTime':'2026-11-10','valueQuantity':{'comparator':'<'},'id':'newer'}"))
                .add("urine", Records.uacr("older", "2026-09-01", "310"))
                .add("urine", changed("{'effectiveDateTime':'2026-08-01','status':'preliminary','id':'oldest'}"));
        var uacr = (Feature.Known) patient.feature("uacr");
        assertThat(uacr.value()).isEqualTo(310.0);
        assertThat(uacr.date()).isEqualTo(LocalDate.parse("2026-09-01"));
        assertThat(uacr.passedOver()).singleElement().satisfies(row -> {
            assertThat(row.because()).isEqualTo(Absence.COMPARATOR);
            assertThat(row.date()).isEqualTo(LocalDate.parse("2026-11-10"));
            assertThat(row.evidence().reference()).isEqualTo("Observation/newer");
        });
        assertThat(patient.cards().getFirst().detail())
                .contains("A newer urine albumin of 2026-11-10 could not be used (a limit, not a number)");
    }

    @Test
    void give_the_reason_of_the_newest_of_them() {
        var patient = with(changed("{'effectiveDateTime':'2026-11-10','status':'preliminary','id':'newer'}"))
                .add("urine", changed("{'valueQuantity':{'comparator':'<'},'id':'older'}"));
        var uacr = (Feature.Absent) patient.feature("uacr");
        assertThat(uacr.absence()).isEqualTo(Absence.NOT_FINAL);
        assertThat(uacr.lastSeen()).isEqualTo(LocalDate.parse("2026-11-10"));
    }
}
