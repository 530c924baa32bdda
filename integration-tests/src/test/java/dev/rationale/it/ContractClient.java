package dev.rationale.it;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A client of every hook, written against the specification and with none of the service's classes.
record ContractClient(RunningService service) {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    static final String IBUPROFEN = "5640";

    /// The entries of discovery.
    List<JsonNode> discovery(String... prefer) {
        var entries = new ArrayList<JsonNode>();
        HookClient.tree(asked(prefer).get(service.base() + "/cds-services"))
                .path("services")
                .forEach(entries::add);
        return entries;
    }

    Response call(String id, JsonNode call, String... prefer) {
        return asked(prefer)
                .contentType("application/json")
                .body(call.toString().getBytes(StandardCharsets.UTF_8))
                .post(service.base() + "/cds-services/" + id);
    }

    Response feedback(String id, JsonNode batch, String... prefer) {
        return asked(prefer)
                .contentType("application/json")
                .body(batch.toString().getBytes(StandardCharsets.UTF_8))
                .post(service.base() + "/cds-services/" + id + "/feedback");
    }

    /// The feedback about a card, as the journal has it.
    JsonNode feedbackOf(String card) {
        new HookClient(service).settled();
        return HookClient.tree(given().queryParam("card", card).get(service.base() + "/journal/feedback"));
    }

    JsonNode decision(Response answer) {
        var client = new HookClient(service);
        client.settled();
        return client.decision(answer);
    }

    private static io.restassured.specification.RequestSpecification asked(String... prefer) {
        var request = given();
        for (var preference : prefer) {
            request.header("Prefer", preference);
        }
        return request;
    }

    /// A call as the specification has it, with every field that its hook requires, about a person of an age, and
    /// with the person in the prefetch.
    static ObjectNode call(String hook, int age) {
        var call = JSON.createObjectNode()
                .put("hook", hook)
                .put("hookInstance", UUID.randomUUID().toString());
        var context = call.putObject("context").put("patientId", "p");
        if (!hook.equals("order-dispatch")) {
            context.put("userId", "Practitioner/1");
        }
        switch (hook) {
            case "encounter-start", "encounter-discharge" -> context.put("encounterId", "e");
            case "order-dispatch" -> {
                context.putArray("dispatchedOrders").add("ServiceRequest/1");
                context.put("performer", "Organization/1");
            }
            case "allergyintolerance-create" -> context.putObject("allergyIntolerance");
            case "medication-verify" -> context.putObject("medication");
            case "appointment-book" -> bundle(context, "appointments");
            case "problem-list-item-create" -> bundle(context, "conditions");
            case "medication-refill", "medication-prescribe" -> bundle(context, "medications");
            case "order-review" -> bundle(context, "orders");
            case "order-sign", "order-select" -> bundle(context, "draftOrders");
            default -> {}
        }
        call.putObject("prefetch")
                .putObject("patient")
                .put("resourceType", "Patient")
                .put("id", "p")
                .put("birthDate", java.time.Year.now(java.time.ZoneOffset.UTC).getValue() - age + "-01-01");
        return call;
    }

    private static void bundle(ObjectNode context, String name) {
        context.putObject(name)
                .put("resourceType", "Bundle")
                .put("type", "collection")
                .putArray("entry");
        if (name.equals("draftOrders")) {
            context.putArray("selections");
        }
    }

    /// Adds a draft order of ibuprofen to a call.
    static ObjectNode drafting(ObjectNode call, String id, String patient) {
        var order = JSON.createObjectNode()
                .put("resourceType", "MedicationRequest")
                .put("id", id)
                .put("status", "draft")
                .put("intent", "order");
        order.putObject("subject").put("reference", "Patient/" + patient);
        var concept = order.putObject("medicationCodeableConcept").put("text", "Ibuprofen 400 mg");
        concept.putArray("coding").addObject().put("system", RXNORM).put("code", IBUPROFEN);
        order.putArray("dosageInstruction").addObject().put("text", "1-1-1");
        call.withArray("/context/draftOrders/entry").addObject().set("resource", order);
        return call;
    }
}
