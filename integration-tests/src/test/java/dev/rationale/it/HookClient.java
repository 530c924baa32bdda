package dev.rationale.it;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// An EHR's side of CDS Hooks, written against the specification and with none of the service's classes.
public record HookClient(RunningService service) {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String USER = "Practitioner/sandbox-clinician";

    /// The service's entry in discovery.
    public JsonNode discovery(String id) {
        var services = tree(given().get(service.base() + "/cds-services")).path("services");
        for (var entry : services) {
            if (id.equals(entry.path("id").asText())) {
                return entry;
            }
        }
        throw new IllegalStateException("discovery does not list " + id);
    }

    /// A call about a patient, with access to the sandbox and without prefetch.
    public ObjectNode call(String patient) {
        var call = JSON.createObjectNode();
        call.put("hook", "patient-view");
        call.put("hookInstance", UUID.randomUUID().toString());
        call.put("fhirServer", service.fhir());
        call.putObject("context").put("userId", USER).put("patientId", patient);
        return call;
    }

    /// A call about somebody who is just like a patient of the sandbox and about whom nobody has called yet: with
    /// prefetch and without a FHIR server.
    public ObjectNode newcomer(String like) {
        return somebody(UUID.randomUUID().toString(), like);
    }

    /// A call about somebody with this id and with what is in the record of a patient of the sandbox.
    public ObjectNode somebody(String id, String like) {
        var prefetch = prefetch(like).toString().replace("\"Patient/" + like + "\"", "\"Patient/" + id + "\"");
        var call = call(id);
        call.remove("fhirServer");
        call.set("prefetch", object(prefetch));
        ((ObjectNode) call.at("/prefetch/patient")).put("id", id);
        return call;
    }

    /// What discovery's templates bring for a patient.
    public ObjectNode prefetch(String patient) {
        var prefetch = JSON.createObjectNode();
        discovery("kfre-ckd")
                .path("prefetch")
                .properties()
                .forEach(template ->
                        prefetch.set(template.getKey(), read(template.getValue().asText(), patient)));
        return prefetch;
    }

    private JsonNode read(String template, String patient) {
        var query = template.replace("{{context.patientId}}", patient);
        var url = service.fhir() + "/" + encoded(query);
        var answer = given().urlEncodingEnabled(false).get(url);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(url + " answers " + answer.statusCode());
        }
        return tree(answer);
    }

    /// Bars and spaces are not allowed in an address as they are.
    private static String encoded(String query) {
        return query.chars()
                .mapToObj(c -> c == '|' || c == ' '
                        ? URLEncoder.encode(Character.toString(c), StandardCharsets.UTF_8)
                        : Character.toString(c))
                .collect(Collectors.joining());
    }

    /// Sends a call.
    public Response post(JsonNode call) {
        return post(call.toString());
    }

    /// Sends a call to one service.
    public Response post(String id, JsonNode call) {
        return given().contentType("application/json")
                .body(call.toString().getBytes(StandardCharsets.UTF_8))
                .post(service.base() + "/cds-services/" + id);
    }

    /// Sends a body as it is.
    public Response post(String body) {
        return given().contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(service.base() + "/cds-services/kfre-ckd");
    }

    /// Sends feedback about a card.
    public Response feedback(JsonNode feedback) {
        return feedback("kfre-ckd", feedback);
    }

    /// Sends feedback to a service.
    public Response feedback(String id, JsonNode feedback) {
        return given().contentType("application/json")
                .body(feedback.toString())
                .post(service.base() + "/cds-services/" + id + "/feedback");
    }

    /// The decision a call led to, whole.
    public JsonNode decision(Response answer) {
        var found = tree(given().queryParam("correlationId", answer.header("X-Correlation-Id"))
                .get(service.base() + "/journal/decisions"));
        if (found.size() != 1) {
            throw new IllegalStateException("the journal has " + found.size() + " decisions for one call");
        }
        return decision(found.get(0).path("id").asText());
    }

    /// Waits until all that was acknowledged is in the database: on a busy machine a commit may take longer than it
    /// may,
    /// and its entries go by way of the spool.
    void settled() {
        for (var tries = 0; tries < 300; tries++) {
            var checks = tree(given().get(service.base() + "/q/health/ready")).path("checks");
            for (var check : checks) {
                var kept = check.path("data");
                if (kept.path("journal").asText().equals("ok")
                        && kept.path("spooled").asInt() == 0) {
                    return;
                }
            }
            RunningService.pause(java.time.Duration.ofMillis(100));
        }
        throw new IllegalStateException("the spool is not drained");
    }

    /// A decision by its id.
    public JsonNode decision(String id) {
        return tree(given().get(service.base() + "/journal/decisions/" + id));
    }

    /// What must be the same however the data came: everything but ids, times and how it was gathered.
    public static JsonNode substance(JsonNode decision) {
        var pseudonym = decision.path("patientPseudonym").asText();
        var substance = object(decision.toString().replace(pseudonym, "PATIENT"));
        substance.remove(Set.of(
                "id",
                "decidedAt",
                "hookInstance",
                "correlationId",
                "gathering",
                "stageMillis",
                "warnings",
                "feedback",
                "patientPseudonym"));
        substance.findParents("value").forEach(HookClient::plain);
        substance.findParents("uuid").forEach(parent -> ((ObjectNode) parent).remove("uuid"));
        substance.findParents("decision").forEach(parent -> ((ObjectNode) parent).remove("decision"));
        return substance;
    }

    /// JSON's 2.60 and 2.6 are one number; which of them a server sends on is its own affair.
    private static void plain(JsonNode evidence) {
        var text = evidence.path("value").textValue();
        if (text != null && text.matches("-?\\d+\\.\\d+")) {
            ((ObjectNode) evidence)
                    .put(
                            "value",
                            new java.math.BigDecimal(text).stripTrailingZeros().toPlainString());
        }
    }

    private static ObjectNode object(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    static JsonNode tree(Response answer) {
        try {
            return JSON.readTree(answer.asByteArray());
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
