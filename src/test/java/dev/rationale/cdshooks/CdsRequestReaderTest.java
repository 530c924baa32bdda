package dev.rationale.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.cdshooks.OperationOutcome.Issue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CdsRequestReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CANARY = "Zyxwv";
    private static final List<String> HOOKS =
            Hook.library().stream().map(Hook::id).toList();

    private final CdsRequestReader reader = new CdsRequestReader();

    /// A fault that harms nobody: lenient reading counts it, strict reading refuses it and names the place.
    record Oddity(String name, String hook, Consumer<ObjectNode> change, Warning warning, String place) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Oddity> oddities() {
        return List.of(
                context(
                        "Patient/p as patientId",
                        "patient-view",
                        c -> c.put("patientId", "Patient/p"),
                        Warning.PATIENT_ID_WITH_TYPE,
                        "context.patientId"),
                context(
                        "Encounter/e as encounterId",
                        "patient-view",
                        c -> c.put("encounterId", "Encounter/e"),
                        Warning.ENCOUNTER_ID_WITH_TYPE,
                        "context.encounterId"),
                context("no user", "patient-view", c -> c.remove("userId"), Warning.USER_ID_MISSING, "context.userId"),
                context(
                        "an empty user",
                        "patient-view",
                        c -> c.put("userId", ""),
                        Warning.USER_ID_MISSING,
                        "context.userId"),
                context(
                        "a user without a type",
                        "patient-view",
                        c -> c.put("userId", CANARY),
                        Warning.REFERENCE_FORM,
                        "context.userId"),
                context(
                        "a patient who signs orders",
                        "order-sign",
                        c -> c.put("userId", "Patient/" + CANARY),
                        Warning.USER_TYPE_UNEXPECTED,
                        "context.userId"),
                context(
                        "a role that records allergies",
                        "allergyintolerance-create",
                        c -> c.put("userId", "PractitionerRole/1"),
                        Warning.USER_TYPE_UNEXPECTED,
                        "context.userId"),
                context(
                        "an optional field that is null",
                        "patient-view",
                        c -> c.putNull("encounterId"),
                        Warning.NULL_MEMBER,
                        "context.encounterId"),
                context(
                        "a performer without a type",
                        "order-dispatch",
                        c -> c.put("performer", CANARY),
                        Warning.REFERENCE_FORM,
                        "context.performer"),
                context(
                        "a dispatched order without a type",
                        "order-dispatch",
                        c -> c.putArray("dispatchedOrders")
                                .add("ServiceRequest/1")
                                .add(CANARY),
                        Warning.REFERENCE_FORM,
                        "context.dispatchedOrders[1]"),
                context(
                        "no selection",
                        "order-select",
                        c -> c.putArray("selections"),
                        Warning.EMPTY_MEMBER,
                        "context.selections"),
                context(
                        "a selection that is no draft",
                        "order-select",
                        c -> c.putArray("selections").add("MedicationRequest/another"),
                        Warning.SELECTION_NOT_A_DRAFT,
                        "context.selections"),
                context(
                        "draft orders that are no Bundle",
                        "order-sign",
                        c -> c.putObject("draftOrders").put("resourceType", "List"),
                        Warning.NOT_A_BUNDLE,
                        "context.draftOrders"),
                call(
                        "a hookInstance that is no UUID",
                        b -> b.put("hookInstance", CANARY),
                        Warning.HOOK_INSTANCE_NOT_A_UUID,
                        "hookInstance"),
                call("a member nobody knows", b -> b.put(CANARY, CANARY), Warning.UNKNOWN_MEMBER, "$"),
                call("fhirServer null", b -> b.putNull("fhirServer"), Warning.NULL_MEMBER, "fhirServer"),
                call("prefetch null", b -> b.putNull("prefetch"), Warning.NULL_MEMBER, "prefetch"),
                call(
                        "a value inside an object, as before 1.0",
                        b -> b.putObject("prefetch")
                                .putObject(CANARY)
                                .putObject("resource")
                                .put("resourceType", "Patient"),
                        Warning.LEGACY_PREFETCH,
                        "prefetch"),
                authorization("no token_type", a -> a.remove("token_type"), "token_type"),
                authorization("another token_type", a -> a.put("token_type", "mac"), "token_type"),
                authorization("no expires_in", a -> a.remove("expires_in"), "expires_in"),
                authorization("expires_in as text", a -> a.put("expires_in", "300"), "expires_in"),
                authorization("no scope", a -> a.remove("scope"), "scope"),
                authorization("no subject", a -> a.remove("subject"), "subject"),
                call(
                        "a token of another patient",
                        b -> authorize(b).put("patient", CANARY),
                        Warning.AUTHORIZATION_OF_ANOTHER_PATIENT,
                        "fhirAuthorization.patient"));
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void counts_what_harms_nobody_and_refuses_it_when_strict(Oddity oddity) {
        var body = good(oddity.hook());
        assertThat(reader.read(bytes(body), HOOKS, Handling.STRICT).warnings())
                .as("the twin")
                .isEmpty();
        oddity.change().accept(body);
        var lenient = reader.read(bytes(body), HOOKS, Handling.LENIENT);
        assertThat(lenient.warnings()).contains(oddity.warning());
        assertThat(lenient.request().patientId()).isEqualTo("p");
        assertThatThrownBy(() -> reader.read(bytes(body), HOOKS, Handling.STRICT))
                .isInstanceOfSatisfying(HookRefusal.class, refusal -> {
                    assertThat(refusal.error().status()).isEqualTo(400);
                    assertThat(refusal.issues()).anySatisfy(issue -> {
                        assertThat(issue.expression()).containsExactly(oddity.place());
                        assertThat(issue.diagnostics())
                                .isEqualTo(oddity.warning().text());
                    });
                    assertThat(refusal.outcome().toString()).doesNotContain(CANARY);
                });
    }

    /// A fault that is refused however the client is read.
    record Fault(String hook, Consumer<ObjectNode> change, String place) {
        @Override
        public String toString() {
            return hook + ": " + place;
        }
    }

    static List<Fault> faults() {
        return List.of(
                fault("patient-view", c -> c.remove("patientId"), "context.patientId"),
                fault("patient-view", c -> c.put("patientId", 7), "context.patientId"),
                fault("patient-view", c -> c.put("patientId", "../" + CANARY), "context.patientId"),
                fault("patient-view", c -> c.put("patientId", ".."), "context.patientId"),
                fault("patient-view", c -> c.put("userId", 7), "context.userId"),
                fault("patient-view", c -> c.put("encounterId", "a b"), "context.encounterId"),
                fault("encounter-start", c -> c.remove("encounterId"), "context.encounterId"),
                fault("encounter-discharge", c -> c.remove("encounterId"), "context.encounterId"),
                fault("encounter-discharge", c -> c.putNull("encounterId"), "context.encounterId"),
                fault("order-select", c -> c.remove("selections"), "context.selections"),
                fault("order-select", c -> c.put("selections", CANARY), "context.selections"),
                fault("order-select", c -> c.putArray("selections").add(7), "context.selections[0]"),
                fault("order-select", c -> c.remove("draftOrders"), "context.draftOrders"),
                fault("order-sign", c -> c.remove("draftOrders"), "context.draftOrders"),
                fault("order-sign", c -> c.putArray("draftOrders"), "context.draftOrders"),
                fault("appointment-book", c -> c.remove("appointments"), "context.appointments"),
                fault("order-dispatch", c -> c.remove("dispatchedOrders"), "context.dispatchedOrders"),
                fault("order-dispatch", c -> c.putArray("dispatchedOrders"), "context.dispatchedOrders"),
                fault("order-dispatch", c -> c.remove("performer"), "context.performer"),
                fault("order-dispatch", c -> c.putObject("fulfillmentTasks"), "context.fulfillmentTasks"),
                fault("medication-refill", c -> c.remove("medications"), "context.medications"),
                fault("allergyintolerance-create", c -> c.remove("allergyIntolerance"), "context.allergyIntolerance"),
                fault("problem-list-item-create", c -> c.remove("conditions"), "context.conditions"),
                fault("medication-verify", c -> c.remove("medication"), "context.medication"),
                fault("medication-prescribe", c -> c.remove("medications"), "context.medications"),
                fault("order-review", c -> c.remove("orders"), "context.orders"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refuses_a_context_that_lacks_what_the_hook_needs_and_names_the_field(Fault fault) {
        var body = good(fault.hook());
        assertThat(reader.read(bytes(body), HOOKS, Handling.LENIENT).warnings())
                .as("the twin")
                .isEmpty();
        fault.change().accept(body);
        assertThat(places(body, HOOKS)).containsExactly(fault.place());
    }

    @Test
    void names_the_hook_when_the_service_does_not_answer_it_whatever_else_is_wrong() {
        for (var hook : List.of("medication-prescribe", "order-review", "medication-verify", "no-such-hook")) {
            var body = good("patient-view").put("hook", hook);
            body.remove("context");
            assertThat(places(body, List.of("patient-view"))).containsExactly("hook");
        }
        assertThat(reader.read(bytes(good("patient-view")), List.of("patient-view"), Handling.STRICT)
                        .warnings())
                .isEmpty();
    }

    @Test
    void needs_no_user_where_the_hook_has_none() {
        var dispatch = good("order-dispatch");
        assertThat(dispatch.at("/context/userId").isMissingNode()).isTrue();
        assertThat(reader.read(bytes(dispatch), HOOKS, Handling.STRICT).warnings())
                .isEmpty();
        var refill = good("medication-refill");
        ((ObjectNode) refill.path("context")).remove("userId");
        assertThat(reader.read(bytes(refill), HOOKS, Handling.STRICT).warnings())
                .isEmpty();
    }

    /// By the specification a prefetch value of null says that there is nothing; so does an empty Bundle.
    @Test
    void takes_a_prefetch_value_of_null_as_it_is_meant() {
        var body = good("patient-view");
        body.putObject("prefetch").putNull("kidney");
        var reading = reader.read(bytes(body), HOOKS, Handling.STRICT);
        assertThat(reading.request().prefetch().get("kidney").isNull()).isTrue();
    }

    @Test
    void takes_long_ids_and_extensions_as_some_ehrs_send_them() {
        var body = good("patient-view");
        ((ObjectNode) body.path("context")).put("patientId", "e".repeat(250));
        body.putObject("extension").put("com.example.trigger", "7").putNull("com.example.null");
        assertThat(reader.read(bytes(body), HOOKS, Handling.STRICT).warnings()).isEmpty();
    }

    private List<String> places(ObjectNode body, List<String> hooks) {
        try {
            throw new AssertionError(reader.read(bytes(body), hooks, Handling.LENIENT));
        } catch (HookRefusal refusal) {
            assertThat(refusal.error().status()).isEqualTo(400);
            assertThat(refusal.outcome().toString()).doesNotContain(CANARY);
            return refusal.issues().stream()
                    .map(Issue::expression)
                    .flatMap(List::stream)
                    .toList();
        }
    }

    private static Oddity context(
            String name, String hook, Consumer<ObjectNode> change, Warning warning, String place) {
        return new Oddity(name, hook, body -> change.accept((ObjectNode) body.path("context")), warning, place);
    }

    private static Oddity call(String name, Consumer<ObjectNode> change, Warning warning, String place) {
        return new Oddity(name, "patient-view", change, warning, place);
    }

    private static Oddity authorization(String name, Consumer<ObjectNode> change, String member) {
        return call(
                name,
                body -> change.accept(authorize(body)),
                Warning.AUTHORIZATION_INCOMPLETE,
                "fhirAuthorization." + member);
    }

    private static Fault fault(String hook, Consumer<ObjectNode> change, String place) {
        return new Fault(hook, body -> change.accept((ObjectNode) body.path("context")), place);
    }

    private static ObjectNode authorize(ObjectNode body) {
        body.put("fhirServer", "https://ehr.example.org/fhir");
        return body.putObject("fhirAuthorization")
                .put("access_token", "some-opaque-fhir-access-token")
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "user/Patient.read")
                .put("subject", "cds-service4");
    }

    /// A request as the specification has it, with every field that its hook requires.
    private static ObjectNode good(String hook) {
        var body =
                JSON.createObjectNode().put("hook", hook).put("hookInstance", "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea");
        var context = body.putObject("context").put("patientId", "p");
        if (!hook.equals("order-dispatch")) {
            context.put("userId", "Practitioner/1");
        }
        switch (hook) {
            case "encounter-start", "encounter-discharge" -> context.put("encounterId", "e");
            case "order-dispatch" -> {
                context.putArray("dispatchedOrders").add("ServiceRequest/1");
                context.put("performer", "Organization/1");
            }
            case "allergyintolerance-create" ->
                context.putObject("allergyIntolerance").put("resourceType", "AllergyIntolerance");
            case "medication-verify" -> context.putObject("medication").put("resourceType", "MedicationRequest");
            case "appointment-book" -> bundle(context, "appointments");
            case "problem-list-item-create" -> bundle(context, "conditions");
            case "medication-refill", "medication-prescribe" -> bundle(context, "medications");
            case "order-review" -> bundle(context, "orders");
            case "order-sign" -> bundle(context, "draftOrders");
            case "order-select" -> {
                bundle(context, "draftOrders");
                context.putArray("selections").add("MedicationRequest/1");
            }
            default -> {}
        }
        return body;
    }

    private static void bundle(ObjectNode context, String name) {
        context.putObject(name)
                .put("resourceType", "Bundle")
                .put("type", "collection")
                .putArray("entry")
                .addObject()
                .putObject("resource")
                .put("resourceType", "MedicationRequest")
                .put("id", "1");
    }

    private static byte[] bytes(ObjectNode body) {
        try {
            return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
