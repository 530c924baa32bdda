package dev.rationale.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of hooks against the pages of the library (input/pagecontent of HL7/cds-hooks-library), copied by hand.
class HookTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            patient-view              | 1.0   | userId patientId                        | encounterId        | userId patientId encounterId
            order-select              | 1.0   | userId patientId selections draftOrders | encounterId        | userId patientId encounterId
            order-sign                | 1.0   | userId patientId draftOrders            | encounterId        | userId patientId encounterId
            appointment-book          | 1.0   | userId patientId appointments           | encounterId        | userId patientId encounterId
            encounter-start           | 1.0   | userId patientId encounterId            | ''                 | userId patientId encounterId
            encounter-discharge       | 1.0   | userId patientId encounterId            | ''                 | userId patientId encounterId
            order-dispatch            | 1.1   | patientId dispatchedOrders performer    | fulfillmentTasks   | patientId dispatchedOrders performer
            medication-refill         | 0.1.0 | patientId medications                   | userId encounterId | userId patientId encounterId
            allergyintolerance-create | 0.1.0 | userId patientId allergyIntolerance     | encounterId        | userId patientId encounterId
            problem-list-item-create  | 0.1.0 | userId patientId conditions             | encounterId        | userId patientId encounterId
            medication-verify         | 0.1.0 | userId patientId medication             | encounterId        | userId patientId encounterId
            medication-prescribe      | 1.0   | userId patientId medications            | encounterId        | userId patientId encounterId
            order-review              | 1.0   | userId patientId orders                 | encounterId        | userId patientId encounterId
            """)
    void brings_what_its_page_says(String id, String version, String required, String optional, String tokens) {
        var hook = Hook.named(id).orElseThrow();
        assertThat(hook.version()).isEqualTo(version);
        assertThat(names(hook, ContextField::required)).containsExactlyInAnyOrderElementsOf(words(required));
        assertThat(names(hook, field -> !field.required())).containsExactlyInAnyOrderElementsOf(words(optional));
        assertThat(names(hook, field -> field.kind().isToken())).containsExactlyInAnyOrderElementsOf(words(tokens));
    }

    @ParameterizedTest
    @CsvSource({
        "patient-view, Practitioner PractitionerRole Patient RelatedPerson",
        "appointment-book, Practitioner PractitionerRole Patient RelatedPerson",
        "order-select, Practitioner PractitionerRole",
        "order-sign, Practitioner PractitionerRole",
        "encounter-start, Practitioner PractitionerRole",
        "encounter-discharge, Practitioner PractitionerRole",
        "medication-refill, Practitioner PractitionerRole",
        "problem-list-item-create, Practitioner PractitionerRole",
        "medication-verify, Practitioner PractitionerRole",
        "allergyintolerance-create, Practitioner",
        "medication-prescribe, Practitioner",
        "order-review, Practitioner"
    })
    void has_the_users_its_page_expects(String id, String types) {
        var users = Hook.named(id).orElseThrow().fields().stream()
                .filter(field -> field.name().equals(ContextField.USER_ID))
                .flatMap(field -> field.types().stream());
        assertThat(users).containsExactlyInAnyOrderElementsOf(words(types));
    }

    @Test
    void the_table_has_every_hook_of_the_library_once() {
        assertThat(Hook.library()).hasSize(13).doesNotHaveDuplicates();
    }

    @Test
    void asks_a_hook_outside_the_library_for_a_patient_alone() {
        assertThat(Hook.named("org.example.patient-transfer")).isEmpty();
        assertThat(Hook.fieldsOf("org.example.patient-transfer").stream()
                        .filter(ContextField::required)
                        .map(ContextField::name))
                .containsExactly("patientId");
    }

    private static List<String> names(Hook hook, Predicate<ContextField> which) {
        return hook.fields().stream().filter(which).map(ContextField::name).collect(Collectors.toList());
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" "));
    }
}
