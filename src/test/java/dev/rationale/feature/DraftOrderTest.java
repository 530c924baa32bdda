package dev.rationale.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rationale.FixtureFolders;
import dev.rationale.context.Part;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The verb `present` over what a call itself brings. 5640 is ibuprofen, 161 acetaminophen (RxNorm).
class DraftOrderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final String IBUPROFEN =
            "{'coding':[{'system':'http://www.nlm.nih.gov/research/umls/rxnorm','code':'5640'}]}";
    private static final String PARACETAMOL =
            "{'coding':[{'system':'http://www.nlm.nih.gov/research/umls/rxnorm','code':'161'}]}";

    @ParameterizedTest
    @ValueSource(strings = {"draft", "active", "on-hold", ""})
    void a_draft_order_counts_as_being_ordered(String status) {
        assertThat(nsaid(order("MedicationRequest", status, "medicationCodeableConcept", IBUPROFEN)))
                .isInstanceOfSatisfying(Feature.Known.class, known -> {
                    assertThat(known.value()).isEqualTo(1);
                    assertThat(known.evidence())
                            .singleElement()
                            .satisfies(
                                    evidence -> assertThat(evidence.reference()).isEqualTo("MedicationRequest/1"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"entered-in-error", "cancelled", "completed", "stopped"})
    void an_order_that_is_over_does_not(String status) {
        assertThat(value(nsaid(order("MedicationRequest", status, "medicationCodeableConcept", IBUPROFEN))))
                .isZero();
    }

    @Test
    void an_order_not_to_do_something_does_not() {
        assertThat(value(nsaid(json("{'resourceType':'MedicationRequest','id':'1','status':'draft',"
                        + "'doNotPerform':true,'medicationCodeableConcept':" + IBUPROFEN + "}"))))
                .isZero();
    }

    @Test
    void another_order_does_not() {
        assertThat(value(nsaid(order("MedicationRequest", "draft", "medicationCodeableConcept", PARACETAMOL))))
                .isZero();
        assertThat(value(nsaid())).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "codeCodeableConcept", "medicationCodeableConcept", "vaccineCode"})
    void it_is_known_by_its_code_wherever_its_type_has_it(String element) {
        assertThat(value(nsaid(order("DeviceRequest", "draft", element, IBUPROFEN))))
                .isEqualTo(1);
    }

    @Test
    void a_medication_may_be_contained_or_beside_it() {
        assertThat(value(nsaid(json("{'resourceType':'MedicationRequest','id':'1','status':'draft',"
                        + "'contained':[{'resourceType':'Medication','id':'m','code':" + IBUPROFEN + "}],"
                        + "'medicationReference':{'reference':'#m'}}"))))
                .isEqualTo(1);
        assertThat(nsaid(
                        json("{'resourceType':'MedicationRequest','id':'1','status':'draft',"
                                + "'medicationReference':{'reference':'Medication/m'}}"),
                        json("{'resourceType':'Medication','id':'m','code':" + IBUPROFEN + "}")))
                .isInstanceOfSatisfying(
                        Feature.Known.class,
                        known -> assertThat(known.evidence())
                                .extracting(Evidence::reference)
                                .containsExactly("MedicationRequest/1"));
    }

    /// It could be the one that is looked for: what is not known is never "none".
    @Test
    void an_order_that_cannot_be_read_leaves_it_open() {
        assertThat(nsaid(json("{'resourceType':'MedicationRequest','id':'1','status':'draft',"
                        + "'medicationReference':{'reference':'Medication/elsewhere','display':'Ibuprofen'}}")))
                .isEqualTo(Feature.absent(Absence.UNKNOWN));
        assertThat(nsaid(order("MedicationRequest", "draft", "medicationCodeableConcept", "{'text':'Ibuprofen'}")))
                .isEqualTo(Feature.absent(Absence.UNKNOWN));
        assertThat(value(nsaid(
                        order("MedicationRequest", "draft", "medicationCodeableConcept", "{'text':'?'}"),
                        order("MedicationRequest", "draft", "medicationCodeableConcept", IBUPROFEN))))
                .as("one that is found is found")
                .isEqualTo(1);
    }

    @Test
    void a_list_that_was_cut_or_is_not_there_leaves_it_open() {
        assertThat(feature(new Part.Had(List.of(), false))).isEqualTo(Feature.absent(Absence.UNKNOWN));
        assertThat(feature(new Part.Unknown(Part.Why.NO_ACCESS, null))).isEqualTo(Feature.absent(Absence.UNKNOWN));
    }

    private static double value(Feature feature) {
        return ((Feature.Known) feature).value();
    }

    private static Feature nsaid(JsonNode... rows) {
        return feature(new Part.Had(Arrays.asList(rows), true));
    }

    private static Feature feature(Part drafts) {
        var service = FixtureFolders.service("draft-nsaid");
        return new Featurizer(CLOCK)
                .compute(service, service.answering(), Map.of("context.draftOrders", drafts))
                .get("nsaid_ordered");
    }

    private static JsonNode order(String type, String status, String element, String concept) {
        return json(
                "{'resourceType':'" + type + "','id':'1','status':'" + status + "','" + element + "':" + concept + "}");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
