package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests, contexts, feedback and fragments as public projects have them, each to every service: never a failure.
/// The files themselves are not part of the project; where they lie beside it they are posted, and requests of the
/// same kinds of dirt are always.
@ExtendWith(EveryFolder.class)
class PublicRequestsIT {
    private static final Path SAMPLES = RunningService.root().resolveSibling("shared/samples/hook-requests");
    private static final Path SAMPLES_ABOVE =
            RunningService.root().resolve("../../shared/samples/hook-requests").normalize();

    private final ContractClient ehr;
    private final Map<String, Map<Integer, Integer>> statuses = new TreeMap<>();

    PublicRequestsIT(RunningService service) {
        this.ehr = new ContractClient(service);
    }

    @Test
    void every_public_file_is_answered_raw_and_wrapped_by_every_service() throws IOException {
        var folder =
                Stream.of(SAMPLES, SAMPLES_ABOVE).filter(Files::isDirectory).findFirst();
        assumeTrue(folder.isPresent(), "skipped: no public requests beside the checkout, at " + SAMPLES);
        try (var files = Files.walk(folder.get())) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var body = Files.readAllBytes(file);
                for (var path : paths()) {
                    answered("raw", path, body, file.toString());
                }
                if (file.toString().endsWith(".json")) {
                    wrapped(JSON.readTree(body), file);
                }
            }
        }
        System.out.println("public requests, by how they were sent and status: " + statuses);
        assertThat(statuses).containsOnlyKeys("feedback", "raw", "wrapped", "wrapped with its patient");
        assertThat(ehr.service().logText()).doesNotContain("defect");
    }

    /// A context becomes a whole call: of the hook its file is about, and of each hook that a service answers.
    private void wrapped(JsonNode sample, Path file) {
        if (!sample.path("context").isObject()) {
            return;
        }
        var name = String.valueOf(file.getFileName()).replaceFirst("-\\d+\\.json$", "");
        for (var entry : ehr.discovery()) {
            for (var hook : new LinkedHashSet<>(List.of(name, entry.path("hook").asText()))) {
                var call = JSON.createObjectNode()
                        .put("hook", hook)
                        .put("hookInstance", UUID.randomUUID().toString())
                        .put("fhirServer", ehr.service().fhir());
                call.set("context", sample.path("context"));
                if (sample.path("prefetch").isObject()) {
                    call.set("prefetch", sample.path("prefetch").deepCopy());
                }
                var id = entry.path("id").asText();
                answered("wrapped", id, call.toString().getBytes(), file + " on " + hook);
                // With the patient the decision is reached and not only the data.
                call.withObject("/prefetch")
                        .putObject("patient")
                        .put("resourceType", "Patient")
                        .put("birthDate", "1950-02-03")
                        .set("id", sample.at("/context/patientId"));
                answered("wrapped with its patient", id, call.toString().getBytes(), file + " on " + hook);
            }
        }
    }

    private Set<String> paths() {
        var paths = new LinkedHashSet<String>();
        for (var entry : ehr.discovery()) {
            paths.add(entry.path("id").asText());
            paths.add(entry.path("id").asText() + "/feedback");
        }
        return paths;
    }

    private void answered(String how, String path, byte[] body, String what) {
        var answer = RestAssured.given()
                .contentType("application/json")
                .body(body)
                .post(ehr.service().base() + "/cds-services/" + path);
        check(answer, what);
        statuses.computeIfAbsent(path.endsWith("/feedback") ? "feedback" : how, _ -> new TreeMap<>())
                .merge(answer.statusCode(), 1, Integer::sum);
    }

    private static void check(Response answer, String what) {
        assertThat(answer.statusCode()).as(what).isLessThan(500);
        var body = answer.asByteArray().length == 0 ? null : HookClient.tree(answer);
        assertThat(body == null
                        || body.path("cards").isArray()
                        || body.path("resourceType").asText().equals("OperationOutcome"))
                .as(what + " is answered with " + answer.asString())
                .isTrue();
    }

    /// A request of a kind that public projects have, and what it must give.
    record Kind(String name, String json, int status, String place) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Kind> kinds() {
        return List.of(
                kind(
                        "a call without a patient",
                        "{'hook':'patient-view','hookInstance':'%s','context':{'userId':'Practitioner/example'},'extension':{'com.example.timestamp':'2017-11-27T22:13:25Z'}}",
                        400,
                        "context.patientId"),
                kind("a context alone", "{'context':{'patientId':'1288992'}}", 400, "hook"),
                kind(
                        "an order-sign call to a service of patient-view",
                        "{'hook':'order-sign','hookInstance':'%s','context':{'userId':'PractitionerRole/1','patientId':'p','draftOrders':{'resourceType':'Bundle'}}}",
                        400,
                        "hook"),
                kind(
                        "a deprecated hook",
                        "{'hook':'medication-prescribe','hookInstance':'%s','context':{'userId':'Practitioner/1','patientId':'p','medications':{'resourceType':'Bundle'}}}",
                        400,
                        "hook"),
                kind(
                        "null under every prefetch key",
                        "{'hook':'patient-view','hookInstance':'%s','context':{'userId':'Practitioner/1','patientId':'p','encounterId':'e'},'prefetch':{'patient':null,'kidney':null,'urine':null}}",
                        412,
                        "patient"),
                kind(
                        "prefetch keys of another service",
                        "{'hook':'patient-view','hookInstance':'%s','context':{'userId':'Practitioner/1','patientId':'p'},'prefetch':{'item1':{'response':{'status':'200 OK'},'resource':{'resourceType':'Patient','id':'p'}}}}",
                        412,
                        "patient"),
                kind(
                        "a patient without an id",
                        "{'hook':'patient-view','hookInstance':'%s','context':{'userId':'Practitioner/1','patientId':'p'},'prefetch':{'patient':{'resourceType':'Patient','gender':'male','birthDate':'1951-01-01'}}}",
                        412,
                        "patient"),
                kind(
                        "a Bundle that is no searchset",
                        "{'hook':'patient-view','hookInstance':'%s','context':{'userId':'Practitioner/1','patientId':'p'},'prefetch':{'patient':{'resourceType':'Patient','id':'p'},'kidney':{'resourceType':'Bundle','type':'collection','entry':[]}}}",
                        200,
                        null),
                kind(
                        "a next link to another server",
                        "{'hook':'patient-view','hookInstance':'%s','fhirServer':'https://ehr.example.org/fhir','context':{'userId':'Practitioner/1','patientId':'p'},'prefetch':{'patient':{'resourceType':'Patient','id':'p'},'kidney':{'resourceType':'Bundle','type':'searchset','link':[{'relation':'next','url':'https://elsewhere.example.org/?page=2'}],'entry':[]}}}",
                        200,
                        null),
                kind(
                        "a feedback batch as a call",
                        "{'feedback':[{'card':'4e0a3a1e-3283-4575-ab82-028d55fe2719','outcome':'accepted'}]}",
                        400,
                        "hook"),
                kind("a response as a call", "{'cards':[]}", 400, "hook"),
                kind(
                        "a FHIR resource as a call",
                        "{'resourceType':'ValueSet','id':'reasons','status':'active'}",
                        400,
                        "hook"),
                kind("a token's header as a call", "{'alg':'ES384','typ':'JWT','kid':'1'}", 400, "hook"),
                kind(
                        "an http server without authorization and the user's id alone",
                        "{'hook':'patient-view','hookInstance':'not-a-uuid','fhirServer':'http://ehr.example.org:9080','context':{'userId':'1','patientId':'Patient/p'},'prefetch':{'patient':{'resourceType':'Patient','id':'p'},'kidney':{'resourceType':'Bundle','type':'searchset'}}}",
                        200,
                        null));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_request_of_a_kind_that_is_seen_gets_a_clear_answer(Kind kind) {
        var body = kind.json().formatted(UUID.randomUUID()).replace('\'', '"').getBytes();
        var answer = RestAssured.given()
                .contentType("application/json")
                .body(body)
                .post(ehr.service().base() + "/cds-services/kfre-ckd");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(kind.status());
        if (kind.place() != null) {
            assertThat(ContractIT.places(answer, kind.status())).contains(kind.place());
        }
        for (var path : paths()) {
            answered("raw", path, body, kind.name());
        }
    }

    private static Kind kind(String name, String json, int status, String place) {
        return new Kind(name, json, status, place);
    }
}
