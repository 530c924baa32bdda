package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.KfrePatient;
import dev.rationale.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The verb `present`, by the exclusions and the referral of the shipped service.
class PresentTest {
    private static ObjectNode changed(ObjectNode row, String members) {
        row.setAll(Records.json(members));
        return row;
    }

    private static String verdict(String key, ObjectNode row) {
        return new KfrePatient().add(key, row).verdict();
    }

    @ParameterizedTest
    @CsvSource({
        "http://snomed.info/sct, 46177005",
        "http://snomed.info/sct, 236435004",
        "http://snomed.info/sct, 105502003",
        "http://snomed.info/sct, 714152005",
        "http://snomed.info/sct, 443143006",
        "http://snomed.info/sct, 737295003",
        "http://snomed.info/sct, 161665007",
        "http://snomed.info/sct, 77386006",
        "http://snomed.info/sct/, 46177005",
        "https://snomed.info/sct, 46177005",
        "http://snomed.info/sct/731000124108, 46177005",
        "urn:oid:2.16.840.1.113883.6.96, 46177005",
        "http://hl7.org/fhir/sid/icd-10-cm, N18.6",
        "http://hl7.org/fhir/sid/icd-10-cm, N186",
        "http://hl7.org/fhir/sid/icd-10-cm, n18.6",
        "urn:oid:2.16.840.1.113883.6.90, Z99.2",
        "http://hl7.org/fhir/sid/icd-10-cm, Z49.31",
        "http://hl7.org/fhir/sid/icd-10-cm, Z94.0",
        "http://hl7.org/fhir/sid/icd-10-cm, T86.10",
        "http://hl7.org/fhir/sid/icd-10, Z99.2",
        "http://fhir.de/CodeSystem/bfarm/icd-10-gm, Z99.2",
        "http://hl7.org/fhir/sid/icd-9-cm, V45.11",
        "http://hl7.org/fhir/sid/icd-10-cm, O24.410",
        "http://hl7.org/fhir/sid/icd-10-cm, Z33.1"
    })
    void excludes_by_a_condition_in_any_spelling(String system, String code) {
        assertThat(verdict("conditions", Records.condition("d", system, code))).isEqualTo("outside-intended-use");
    }

    @ParameterizedTest
    @CsvSource({
        "http://snomed.info/sct, 431857002",
        "http://hl7.org/fhir/sid/icd-10-cm, N18.4",
        "http://hl7.org/fhir/sid/icd-10-cm, Z49",
        "urn:other, 46177005",
        "http://snomed.info/sct, N18.6"
    })
    void excludes_by_no_other_condition(String system, String code) {
        var expected = code.equals("Z49") ? "outside-intended-use" : "scored";
        assertThat(verdict("conditions", Records.condition("d", system, code))).isEqualTo(expected);
    }

    private static ObjectNode with(ObjectNode condition, String member, String status) {
        return changed(condition, "{'%s':{'coding':[{'code':'%s'}]}}".formatted(member, status));
    }

    @ParameterizedTest
    @CsvSource({
        "active, outside-intended-use",
        "recurrence, outside-intended-use",
        "relapse, outside-intended-use",
        "'', outside-intended-use",
        "inactive, scored",
        "remission, scored",
        "resolved, scored"
    })
    void counts_dialysis_while_it_lasts(String status, String verdict) {
        var row = with(Records.condition("d", Records.ICD10CM, "N18.6"), "clinicalStatus", status);
        assertThat(verdict("conditions", row)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "confirmed, outside-intended-use",
        "provisional, outside-intended-use",
        "differential, outside-intended-use",
        "unconfirmed, outside-intended-use",
        "'', outside-intended-use",
        "refuted, scored",
        "entered-in-error, scored"
    })
    void counts_what_was_never_refuted(String status, String verdict) {
        var row = with(Records.condition("d", Records.SNOMED, "46177005"), "verificationStatus", status);
        assertThat(verdict("conditions", row)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'clinicalStatus':{'coding':[{'code':'LOCAL'},{'code':'resolved'}]}}; scored",
                "{'clinicalStatus':{'coding':[{'code':'resolved'},{'code':'active'}]}}; outside-intended-use",
                "{'clinicalStatus':'resolved'}; scored",
                "{'clinicalStatus':7}; outside-intended-use",
                "{'clinicalStatus':null,'verificationStatus':null}; outside-intended-use",
                "{'verificationStatus':'entered-in-error'}; scored",
                "{'verificationStatus':{'coding':[{'code':'X'},{'code':'entered-in-error'}]}}; scored",
                "{'verificationStatus':{'coding':[{'code':'confirmed'},{'code':'refuted'}]}}; outside-intended-use",
                "{'modifierExtension':[{'url':'urn:not'}]}; data-incomplete",
                "{'code':{'coding':[{'code':'46177005'}]}}; data-incomplete",
                "{'code':{'coding':[{'code':'N18.6'}]}}; data-incomplete",
                "{'code':{'text':'ESRD on hemodialysis'}}; data-incomplete",
                "{'code':{'text':'Dialysepflichtig seit 2023'}}; data-incomplete",
                "{'code':{'text':'Z.n. Nierentransplantation'}}; data-incomplete",
                "{'code':{'coding':[{'system':'urn:local','code':'4711','display':'Kidney transplant recipient'}]}}; data-incomplete",
                "{'code':{'text':'Low back pain'}}; scored",
                "{'code':{'coding':[{'system':'http://snomed.info/sct','code':'38341003'}],'text':'Hypertension before dialysis'}}; scored"
            })
    void leaves_no_doubt_unsaid(String members, String verdict) {
        var row = changed(Records.condition("d", Records.SNOMED, "46177005"), members);
        assertThat(verdict("conditions", row)).isEqualTo(verdict);
    }

    @Test
    void counts_a_transplant_of_the_past() {
        for (var status : new String[] {"resolved", "inactive", "active"}) {
            var row = with(Records.condition("t", Records.SNOMED, "161665007"), "clinicalStatus", status);
            assertThat(verdict("conditions", row)).isEqualTo("outside-intended-use");
        }
        assertThat(verdict("procedures", Records.procedure("t", "70536003", "1999-01-01")))
                .isEqualTo("outside-intended-use");
    }

    @ParameterizedTest
    @CsvSource({
        "completed, outside-intended-use",
        "in-progress, outside-intended-use",
        "stopped, outside-intended-use",
        "unknown, outside-intended-use",
        "'', outside-intended-use",
        "not-done, scored",
        "preparation, scored",
        "entered-in-error, scored",
        "cancelled, scored",
        "aborted, scored"
    })
    void counts_a_procedure_that_was_done(String status, String verdict) {
        var row = Records.procedure("t", "70536003", "2020-05-05").put("status", status);
        assertThat(verdict("procedures", row)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'performedDateTime':'2026-11-23'}; outside-intended-use",
                "{'performedDateTime':'2025-11-24'}; outside-intended-use",
                "{'performedDateTime':'2025-11-23'}; scored",
                "{'performedDateTime':'2025'}; outside-intended-use",
                "{'performedDateTime':'2024'}; scored",
                "{'performedDateTime':'2025-11'}; outside-intended-use",
                "{'performedDateTime':'2025-10'}; scored",
                "{'performedDateTime':'some time'}; outside-intended-use",
                "{'performedDateTime':null}; outside-intended-use",
                "{'performedDateTime':null,'performedString':'2019'}; outside-intended-use",
                "{'performedDateTime':null,'performedPeriod':{'start':'2020-01-01','end':'2020-02-01'}}; scored",
                "{'performedDateTime':null,'performedPeriod':{'start':'2020-01-01','end':'2026-02-01'}}; outside-intended-use",
                "{'performedDateTime':null,'performedPeriod':{'start':'2023-01-01'}}; outside-intended-use",
                "{'performedDateTime':'2023-01-01','status':'in-progress'}; outside-intended-use"
            })
    void counts_dialysis_of_the_last_year_and_what_goes_on(String members, String verdict) {
        assertThat(verdict("procedures", changed(Records.procedure("d", "302497006", "2026-01-01"), members)))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01, outside-intended-use",
        "2026-01-24, outside-intended-use",
        "2026-01-23, scored",
        "2020-05-05, scored"
    })
    void counts_a_pregnancy_of_the_last_ten_months(String onset, String verdict) {
        var row = Records.condition("g", Records.SNOMED, "77386006").put("onsetDateTime", onset);
        assertThat(verdict("conditions", row)).isEqualTo(verdict);
        var recorded = Records.condition("g", Records.SNOMED, "77386006").put("recordedDate", onset);
        assertThat(verdict("conditions", recorded)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"active, 1", "on-hold, 1", "completed, 0", "draft, 0", "revoked, 0", "entered-in-error, 0", "unknown, 0"
    })
    void counts_a_referral_that_is_ordered(String status, double value) {
        var feature = new KfrePatient()
                .add("referrals", Records.referral("r", status))
                .feature("referral_active");
        assertThat(((Feature.Known) feature).value()).isEqualTo(value);
    }

    @Test
    void counts_no_referral_that_forbids_or_goes_elsewhere() {
        var forbidden = Records.referral("r", "active").put("doNotPerform", true);
        var cardiology = Records.referral("r", "active");
        cardiology.putArray("performerType").add(Records.concept(Records.SNOMED, "394579002"));
        var mentalHealth = Records.referral("r", "active");
        mentalHealth.remove("performerType");
        mentalHealth.set("code", Records.concept(Records.SNOMED, "183583007"));
        for (var row : new ObjectNode[] {forbidden, cardiology, mentalHealth}) {
            assertThat(((Feature.Known) new KfrePatient().add("referrals", row).feature("referral_active")).value())
                    .isZero();
        }
        var service = Records.referral("r", "active");
        service.remove("performerType");
        service.set("code", Records.concept(Records.SNOMED, "306125004"));
        assertThat(((Feature.Known) new KfrePatient().add("referrals", service).feature("referral_active")).value())
                .isEqualTo(1);
    }

    @Test
    void keeps_its_evidence_newest_first_in_whichever_order_it_came() {
        var evidence = new KfrePatient()
                .add("procedures", Records.procedure("old", "302497006", "2026-01-01"))
                .add("procedures", Records.procedure("new", "302497006", "2026-10-01"))
                .feature("dialysis")
                .evidence();
        assertThat(evidence).extracting(Evidence::reference).containsExactly("Procedure/new", "Procedure/old");
    }
}
