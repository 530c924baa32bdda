package dev.rationale.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Records;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The patient is `p` on `https://ehr.example/fhir`.
class OwnershipTest {
    private static final String BASE = "https://ehr.example/fhir";

    private static boolean owns(String members, String base) {
        return new Ownership("p", base).isThePatients(Records.json(members));
    }

    private static String subject(String reference) {
        return "{'resourceType':'Observation','subject':{'reference':'" + reference + "'}}";
    }

    @ParameterizedTest
    @CsvSource({
        "Patient/p",
        "Patient/p/_history/3",
        "urn:uuid:p",
        "https://ehr.example/fhir/Patient/p",
        "https://ehr.example/fhir/Patient/p/_history/3"
    })
    void is_the_patients(String reference) {
        assertThat(owns(subject(reference), BASE)).isTrue();
        assertThat(owns(subject(reference), BASE + "/")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient/q",
                "Patient/P",
                "Patient/p2",
                "Patient/p/",
                "Patient/",
                "p",
                "#p",
                "Group/p",
                "RelatedPerson/p",
                "https://other.example/fhir/Patient/p",
                "http://ehr.example/fhir/Patient/p",
                "https://ehr.example/fhir2/Patient/p",
                "https://ehr.example/fhir/x/Patient/p",
                "https://other.example/?https://ehr.example/fhir/Patient/p",
                ""
            })
    void is_somebody_elses(String reference) {
        assertThat(owns(subject(reference), BASE)).isFalse();
    }

    /// Ids repeat from server to server.
    @ParameterizedTest
    @CsvSource({"Patient/p, true", "https://ehr.example/fhir/Patient/p, false"})
    void is_nobodys_by_an_absolute_reference_when_no_server_is_named(String reference, boolean owned) {
        assertThat(owns(subject(reference), null)).isEqualTo(owned);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'resourceType':'Observation'}",
                "{'resourceType':'Observation','subject':null}",
                "{'resourceType':'Observation','subject':'Patient/p'}",
                "{'resourceType':'Observation','subject':[{'reference':'Patient/p'}]}",
                "{'resourceType':'Observation','subject':{'reference':7}}",
                "{'resourceType':'Observation','subject':{'identifier':{'value':'p'}}}",
                "{'resourceType':'Observation','subject':{'display':'Patient/p'}}",
                "{'resourceType':'Observation','contained':[{'resourceType':'Patient','id':'p'}],'subject':{'reference':'#p'}}",
                "{'resourceType':'Observation','subject':{'reference':'Patient/q'},'patient':{'reference':'Patient/p'}}",
                "{'resourceType':'Observation','subject':{'reference':'Patient/p'},'focus':[{'reference':'Patient/q'}]}",
                "{'resourceType':'Observation','subject':{'reference':'Patient/p'},'focus':[{'display':'donor'}]}",
                "{'resourceType':'Observation','subject':{'reference':'Patient/p'},'focus':'Patient/p'}",
                "{'resourceType':'Patient'}",
                "{'resourceType':'Patient','id':'q'}",
                "{'resourceType':'Patient','id':['p']}"
            })
    void is_nobodys_when_it_names_nobody_for_certain(String resource) {
        assertThat(owns(resource, BASE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'resourceType':'Patient','id':'p'}",
                "{'resourceType':'AllergyIntolerance','patient':{'reference':'Patient/p'}}",
                "{'resourceType':'Observation','subject':{'reference':'Patient/p'},'focus':[{'reference':'Patient/p'}]}"
            })
    void has_twins_that_are_the_patients(String resource) {
        assertThat(owns(resource, BASE)).isTrue();
    }
}
