package dev.rationale.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.cdshooks.CdsRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContextPartsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void gives_the_draft_orders_of_a_signature() {
        var parts = parts("order-sign", drafts(order("1", "Patient/p"), order("2", "Patient/p")));
        assertThat(parts).containsOnlyKeys("context.draftOrders");
        assertThat(ids(parts, "context.draftOrders")).containsExactly("1", "2");
        assertThat(had(parts, "context.draftOrders").complete()).isTrue();
    }

    @Test
    void gives_only_the_patients_own_and_does_not_know_what_the_others_were() {
        var parts = parts("order-sign", drafts(order("1", "Patient/p"), order("2", "Patient/q")));
        assertThat(ids(parts, "context.draftOrders")).containsExactly("1");
        assertThat(had(parts, "context.draftOrders").complete()).isFalse();
        assertThat(report(parts).droppedOtherPatient()).isEqualTo(1);
        assertThat(part(parts("order-sign", drafts(order("2", "Patient/q"))), "context.draftOrders"))
                .isInstanceOf(Part.Unknown.class);
    }

    @Test
    void a_bundle_without_entries_says_that_nothing_is_drafted() {
        assertThat(had(parts("order-sign", drafts()), "context.draftOrders")).isEqualTo(new Part.Had(List.of(), true));
    }

    @Test
    void what_is_no_bundle_is_not_known() {
        var context = context();
        context.putObject("draftOrders").put("anything", 7);
        assertThat(part(parts("order-sign", context), "context.draftOrders")).isInstanceOf(Part.Unknown.class);
    }

    @Test
    void gives_the_selected_orders_alone() {
        var context = drafts(order("1", "Patient/p"), order("2", "Patient/p"), order("3", "Patient/p"));
        context.putArray("selections").add("MedicationRequest/1").add("3");
        var parts = parts("order-select", context);
        assertThat(ids(parts, "context.selections")).containsExactly("1", "3");
        assertThat(had(parts, "context.selections").complete()).isTrue();
        assertThat(ids(parts, "context.draftOrders")).containsExactly("1", "2", "3");
    }

    @Test
    void a_selection_that_is_no_draft_order_leaves_it_open_what_was_selected() {
        var context = drafts(order("1", "Patient/p"));
        context.putArray("selections").add("MedicationRequest/1").add("MedicationRequest/9");
        assertThat(had(parts("order-select", context), "context.selections").complete())
                .isFalse();
        var otherType = drafts(order("1", "Patient/p"));
        otherType.putArray("selections").add("ServiceRequest/1");
        assertThat(had(parts("order-select", otherType), "context.selections").rows())
                .isEmpty();
    }

    /// An Appointment names its patient among those who take part.
    @Test
    void gives_the_appointments_in_which_the_patient_takes_part() {
        var context = context();
        var entries =
                context.putObject("appointments").put("resourceType", "Bundle").putArray("entry");
        entries.addObject().set("resource", appointment("1", "Patient/p", "Practitioner/1"));
        entries.addObject().set("resource", appointment("2", "Patient/q", "Practitioner/1"));
        entries.addObject().set("resource", appointment("3", "Practitioner/1", "Location/1"));
        assertThat(ids(parts("appointment-book", context), "context.appointments"))
                .containsExactly("1");
    }

    @Test
    void reads_one_resource_bare_or_wrapped_as_in_the_librarys_examples() {
        var allergy = JSON.createObjectNode()
                .put("resourceType", "AllergyIntolerance")
                .put("id", "a");
        allergy.putObject("patient").put("reference", "Patient/p");
        var bare = context();
        bare.set("allergyIntolerance", allergy);
        assertThat(ids(parts("allergyintolerance-create", bare), "context.allergyIntolerance"))
                .containsExactly("a");
        var wrapped = context();
        wrapped.putObject("allergyIntolerance").set("resource", allergy);
        assertThat(ids(parts("allergyintolerance-create", wrapped), "context.allergyIntolerance"))
                .containsExactly("a");
    }

    @Test
    void reads_the_tasks_of_a_dispatch_and_does_not_know_them_when_they_are_left_out() {
        assertThat(part(parts("order-dispatch", context()), "context.fulfillmentTasks"))
                .isInstanceOf(Part.Unknown.class);
        var context = context();
        var task = context.putArray("fulfillmentTasks")
                .addObject()
                .put("resourceType", "Task")
                .put("id", "t");
        task.putObject("for").put("reference", "Patient/p");
        assertThat(ids(parts("order-dispatch", context), "context.fulfillmentTasks"))
                .containsExactly("t");
    }

    @Test
    void a_hook_without_resources_brings_none() {
        assertThat(parts("patient-view", drafts(order("1", "Patient/p")))).isEmpty();
        assertThat(parts("org.example.patient-transfer", drafts(order("1", "Patient/p"))))
                .isEmpty();
    }

    private static Map<String, KeyGathering.Gathered> parts(String hook, ObjectNode context) {
        return ContextParts.of(new CdsRequest(hook, "i", null, null, context, Map.of()), 100);
    }

    private static Part part(Map<String, KeyGathering.Gathered> parts, String key) {
        return parts.get(key).part();
    }

    private static Part.Had had(Map<String, KeyGathering.Gathered> parts, String key) {
        return (Part.Had) part(parts, key);
    }

    private static KeyReport report(Map<String, KeyGathering.Gathered> parts) {
        return parts.values().iterator().next().report();
    }

    private static List<String> ids(Map<String, KeyGathering.Gathered> parts, String key) {
        return had(parts, key).rows().stream()
                .map(row -> row.path("id").asText())
                .toList();
    }

    private static ObjectNode context() {
        return JSON.createObjectNode().put("userId", "Practitioner/1").put("patientId", "p");
    }

    private static ObjectNode drafts(JsonNode... orders) {
        var context = context();
        var entries =
                context.putObject("draftOrders").put("resourceType", "Bundle").putArray("entry");
        for (var order : orders) {
            entries.addObject().set("resource", order);
        }
        return context;
    }

    private static ObjectNode order(String id, String patient) {
        var order =
                JSON.createObjectNode().put("resourceType", "MedicationRequest").put("id", id);
        order.putObject("subject").put("reference", patient);
        return order;
    }

    private static ObjectNode appointment(String id, String... actors) {
        var appointment =
                JSON.createObjectNode().put("resourceType", "Appointment").put("id", id);
        var participants = appointment.putArray("participant");
        for (var actor : actors) {
            participants.addObject().putObject("actor").put("reference", actor);
        }
        return appointment;
    }
}
