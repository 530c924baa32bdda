package dev.rationale.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.Records;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CdsRequestReaderTest {
    private static ObjectNode call() {
        return Records.json("""
                {'hook':'patient-view','hookInstance':'7a1e3f0c-6a36-4b59-9d0e-7d5c2f3b1a10',
                 'fhirServer':'https://ehr.example/fhir',
                 'fhirAuthorization':{'access_token':'abc','token_type':'Bearer','expires_in':300,
                   'scope':'patient/*.read','subject':'rationale'},
                 'context':{'userId':'Practitioner/1','patientId':'p','encounterId':'e'},
                 'prefetch':{'patient':{'resourceType':'Patient','id':'p'}},
                 'extension':{'com.epic.cdshooks.request.bpa-trigger-action':'19'},'unknown':[1]}""");
    }

    private static CdsRequestReader.Reading read(ObjectNode call) {
        return new CdsRequestReader().read(call.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode changed(String members) {
        var call = call();
        call.setAll(Records.json(members));
        return call;
    }

    private static ObjectNode context(String members) {
        var call = call();
        call.withObject("/context").setAll(Records.json(members));
        return call;
    }

    @Test
    void reads_a_call_and_tolerates_what_it_does_not_know() {
        var reading = read(call());
        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.request().patientId()).isEqualTo("p");
        assertThat(reading.request().fhirServer()).isEqualTo("https://ehr.example/fhir");
        assertThat(reading.request().fhirAuthorization()).isEqualTo(new FhirAuthorization("abc", "patient/*.read"));
        assertThat(reading.request().prefetch()).containsOnlyKeys("patient");
        assertThat(reading.request().toString()).isEqualTo("CdsRequest of patient-view");
        assertThat(reading.request().fhirAuthorization().toString()).doesNotContain("abc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'hookInstance':'one'}; HOOK_INSTANCE_NOT_A_UUID",
                "{'context':{'patientId':'p'}}; USER_ID_MISSING",
                "{'context':{'userId':null,'patientId':'p'}}; USER_ID_MISSING",
                "{'context':{'userId':'Practitioner/1','patientId':'Patient/p'}}; PATIENT_ID_WITH_TYPE",
                "{'prefetch':{'patient':null}}; NULL_MEMBER",
                "{'prefetch':{'patient':{'response':{},'resource':{'resourceType':'Patient','id':'p'}}}}; LEGACY_PREFETCH"
            })
    void reads_what_is_odd_with_a_warning(String members, Warning warning) {
        var reading = read(changed(members));
        assertThat(reading.warnings()).containsExactly(warning);
        assertThat(reading.request().patientId()).isEqualTo("p");
    }

    @Test
    void reads_a_prefetch_of_before_1_0_as_its_resource() {
        var call = changed("{'prefetch':{'patient':{'response':{},'resource':{'resourceType':'Patient','id':'p'}}}}");
        assertThat(read(call).request().prefetch().get("patient").path("id").asText())
                .isEqualTo("p");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'hook':null}; hook",
                "{'hook':7}; hook",
                "{'hook':' '}; hook",
                "{'hookInstance':null}; hookInstance",
                "{'hookInstance':{}}; hookInstance",
                "{'context':null}; context",
                "{'context':[]}; context",
                "{'context':'p'}; context",
                "{'context':{'userId':'Practitioner/1'}}; context.patientId",
                "{'context':{'userId':7,'patientId':'p'}}; context.userId",
                "{'fhirServer':7}; fhirServer",
                "{'fhirServer':'ftp://ehr.example'}; fhirServer",
                "{'fhirServer':'ehr.example'}; fhirServer",
                "{'fhirServer':'ht tp://x'}; fhirServer",
                "{'fhirServer':null}; fhirServer",
                "{'fhirAuthorization':'abc'}; fhirAuthorization",
                "{'fhirAuthorization':{}}; fhirAuthorization.access_token",
                "{'fhirAuthorization':{'access_token':'a b'}}; fhirAuthorization.access_token",
                "{'prefetch':[]}; prefetch",
                "{'prefetch':'x'}; prefetch"
            })
    void refuses_what_is_wrong_and_names_the_place(String members, String place) {
        assertThatThrownBy(() -> read(changed(members))).isInstanceOfSatisfying(HookRefusal.class, refusal -> {
            assertThat(refusal.error().status()).isEqualTo(400);
            assertThat(refusal.issues().getFirst().expression()).containsExactly(place);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'patientId':7}",
                "{'patientId':null}",
                "{'patientId':''}",
                "{'patientId':'a b'}",
                "{'patientId':'../x'}",
                "{'patientId':'p?x=y'}",
                "{'patientId':'Patient/Patient/p'}",
                "{'patientId':'https://ehr.example/fhir/Patient/p'}",
                "{'patientId':'p\\u0000'}",
                "{'patientId':'\\ud800'}"
            })
    void refuses_what_cannot_be_an_id(String members) {
        assertThatThrownBy(() -> read(context(members)))
                .isInstanceOfSatisfying(
                        HookRefusal.class,
                        refusal -> assertThat(refusal.issues().getFirst().expression())
                                .containsExactly("context.patientId"));
    }

    @Test
    void takes_the_long_ids_that_some_ehrs_have() {
        var id = "eAB3mDIBBcyUKviyzrxsnAw3" + ".".repeat(100) + "~:+=_-";
        assertThat(read(context("{'patientId':'" + id + "'}")).request().patientId())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "order-select; {'selections':[],'draftOrders':{}}",
                "order-sign; {'draftOrders':{}}",
                "appointment-book; {'appointments':{}}",
                "encounter-start; {'encounterId':'e'}",
                "encounter-discharge; {'encounterId':'e'}",
                "order-dispatch; {'dispatchedOrders':[],'performer':'Practitioner/2'}",
                "medication-refill; {'medications':{}}",
                "allergyintolerance-create; {'allergyIntolerance':{}}",
                "problem-list-item-create; {'conditions':{}}",
                "a-hook-of-tomorrow; {}",
                "medication-prescribe; {}"
            })
    void checks_the_context_of_every_hook(String hook, String members) {
        var fields = Records.json(members);
        var call = call().put("hook", hook);
        call.withObject("/context").removeAll().put("userId", "Practitioner/1").put("patientId", "p");
        call.withObject("/context").setAll(fields);
        assertThat(read(call).warnings()).isEmpty();
        for (var name : fields.properties()) {
            var without = call.deepCopy();
            without.withObject("/context").remove(name.getKey());
            assertThatThrownBy(() -> read(without))
                    .isInstanceOfSatisfying(
                            HookRefusal.class,
                            refusal -> assertThat(refusal.issues().getFirst().expression())
                                    .containsExactly("context." + name.getKey()));
            var wrong = call.deepCopy();
            wrong.withObject("/context").put(name.getKey(), true);
            assertThatThrownBy(() -> read(wrong)).isInstanceOf(HookRefusal.class);
        }
        call.withObject("/context").remove("patientId");
        assertThatThrownBy(() -> read(call)).isInstanceOf(HookRefusal.class);
    }
}
