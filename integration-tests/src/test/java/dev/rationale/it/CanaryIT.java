package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing of a patient, and no token, in logs, metrics, error texts or thread dumps: unique texts are planted in every
/// field of requests, FHIR answers and tokens, the log says all it can, and success and every failure are driven.
class CanaryIT {
    @TempDir
    private Path data;

    private final Canaries canaries = new Canaries();
    private final List<String> refusals = new ArrayList<>();

    @Test
    void finds_no_canary_anywhere_after_success_and_every_failure() throws Exception {
        try (var service = RunningService.start(data, "quarkus.log.level=TRACE")) {
            drive(service);
            assertThat(heldBack(service))
                    .as("records below INFO were made, and held back")
                    .isGreaterThan(500);
            assertThat(leaks(service)).isEmpty();
        }
    }

    /// A log of accesses that prints a header and the address is a mistake easily made; this test must see it.
    @Test
    void a_leak_that_is_made_on_purpose_is_found() throws Exception {
        try (var service = RunningService.start(
                data,
                "quarkus.http.access-log.enabled=true",
                "quarkus.http.access-log.pattern=%{METHOD} %{REQUEST_URL} %{i,Authorization}")) {
            drive(service);
            assertThat(leaks(service)).anyMatch(leak -> leak.endsWith("xbearer-header"));
        }
    }

    /// Records are numbered as they are made: the gaps are those that no log shows.
    private static long heldBack(RunningService service) throws IOException {
        var lines =
                service.logText().lines().filter(line -> line.startsWith("{")).toList();
        return JSON.readTree(lines.getLast()).path("sequence").asLong() - lines.size();
    }

    private List<String> leaks(RunningService service) throws Exception {
        var dump = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(service.process().pid()),
                        "Thread.print",
                        "-l")
                .redirectErrorStream(true)
                .start();
        var threads = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(threads).contains("journal-writer");
        var metrics = given().get(service.base() + "/q/metrics").asString();
        assertThat(metrics).contains("rationale_decisions_total");
        var health = given().get(service.base() + "/q/health").asString();
        return Canaries.in(String.join("\n", service.logText(), threads, metrics, health, String.join("\n", refusals)));
    }

    private void drive(RunningService service) throws IOException {
        var ehr = new HookClient(service);
        try (var fhir = new LeakyFhir(service.fhir(), canaries)) {
            var withPrefetch = ehr.call("high-risk");
            var prefetch = ehr.prefetch("high-risk");
            canaries.plant(prefetch, "prefetch");
            withPrefetch.set("prefetch", prefetch);
            var answer = ehr.post(planted(withPrefetch, fhir.base("good")));
            assertThat(tree(answer).path("cards")).as(answer.asString()).hasSize(1);
            feedback(ehr, tree(answer).at("/cards/0/uuid").asText());
            assertThat(tree(ehr.post(planted(ehr.call("high-risk"), fhir.base("good"))))
                            .path("cards"))
                    .hasSize(1);
            for (var way : List.of("outcome", "text", "forbidden", "broken", "elsewhere", "closed")) {
                refused(ehr.post(planted(ehr.call("high-risk"), fhir.base(way))), 412);
            }
            ownPatient(ehr);
            broken(ehr);
        }
    }

    /// Everything that a client may send beside the data.
    private ObjectNode planted(ObjectNode call, String base) {
        call.put("fhirServer", base);
        call.put("hookInstance", canaries.next("hook-instance"));
        call.putObject("fhirAuthorization")
                .put("access_token", canaries.next("access-token"))
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "patient/*.read " + canaries.next("scope"))
                .put("subject", canaries.next("subject"));
        call.withObject("/context")
                .put("userId", "Practitioner/" + canaries.next("user"))
                .put("encounterId", canaries.next("encounter"));
        call.putObject("extension").put(canaries.next("extension-name"), canaries.next("extension"));
        call.put(canaries.next("member"), canaries.next("value"));
        return call;
    }

    /// A patient whose id, rows and units are canaries, in the sandbox.
    private void ownPatient(HookClient ehr) {
        var id = canaries.next("patient");
        var bundle = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        ehr.prefetch("high-risk").forEach(part -> put(bundle.withArray("entry"), part, id));
        var kept = given().contentType("application/fhir+json")
                .body(bundle.toString())
                .post(ehr.service().fhir());
        assertThat(kept.statusCode()).as(kept.asString()).isEqualTo(200);
        assertThat(tree(ehr.post(ehr.call(id))).path("cards")).hasSize(1);
        assertThat(tree(ehr.post(ehr.call(canaries.next("nobody")))).path("cards"))
                .isEmpty();
    }

    private void put(ArrayNode entries, JsonNode part, String patient) {
        if (part.path("resourceType").asText().equals("Bundle")) {
            part.path("entry").forEach(entry -> put(entries, entry.path("resource"), patient));
            return;
        }
        var type = part.path("resourceType").asText();
        var resource = (ObjectNode) part.deepCopy();
        resource.put("id", type.equals("Patient") ? patient : canaries.next("row"));
        if (!type.equals("Patient")) {
            resource.putObject("subject").put("reference", "Patient/" + patient);
        }
        var entry = entries.addObject();
        entry.set("resource", resource);
        entry.putObject("request")
                .put("method", "PUT")
                .put("url", type + "/" + resource.path("id").asText());
    }

    private void feedback(HookClient ehr, String card) {
        var item = JSON.createObjectNode().put("card", card).put("outcome", "overridden");
        item.put("outcomeTimestamp", "2026-11-24T08:00:00Z");
        item.putObject("overrideReason").put("userComment", canaries.next("comment"));
        item.put(canaries.next("feedback-name"), canaries.next("feedback"));
        var batch = JSON.createObjectNode();
        batch.putArray("feedback").add(item).addObject().put("card", canaries.next("card"));
        assertThat(ehr.feedback(batch).statusCode()).isEqualTo(200);
        batch.putArray("feedback").addObject().put("outcome", canaries.next("outcome"));
        refused(ehr.feedback(batch), 400);
    }

    /// Calls that are refused, each with canaries where it is wrong.
    private void broken(HookClient ehr) {
        var base = ehr.service().base();
        refused(ehr.post("{\"hook\": " + canaries.next("json")), 400);
        refused(ehr.post("[\"" + canaries.next("array") + "\"]"), 400);
        for (var name : List.of("hook", "context", "prefetch", "fhirServer", "fhirAuthorization")) {
            refused(ehr.post(ehr.call("high-risk").put(name, canaries.next("wrong"))), 400);
        }
        var call = ehr.call("high-risk").toString();
        var service = base + "/cds-services/";
        refused(json(call).post(service + canaries.next("service")), 404);
        refused(json(call).put(service + "kfre-ckd?x=" + canaries.next("query")), 405);
        refused(given().contentType("text/" + canaries.next("type")).body(call).post(service + "kfre-ckd"), 415);
        refused(given().get(base + "/" + canaries.next("path")), 404);
        refused(given().get(base + "/journal/decisions/" + canaries.next("decision")), 404);
        var bearer = json(call)
                .header("Authorization", "Bearer " + canaries.next("bearer-header"))
                .header("X-Correlation-Id", canaries.next("correlation"))
                .header("User-Agent", canaries.next("agent"))
                .post(service + "kfre-ckd");
        assertThat(bearer.statusCode()).isLessThan(500);
        refused(
                json("{\"x\":\"" + canaries.next("large") + "x".repeat(9 << 20) + "\"}")
                        .post(service + "kfre-ckd"),
                413);
    }

    private static io.restassured.specification.RequestSpecification json(String body) {
        return given().contentType("application/json").body(body);
    }

    private void refused(Response answer, int status) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        refusals.add(answer.headers() + "\n" + answer.asString());
    }
}
