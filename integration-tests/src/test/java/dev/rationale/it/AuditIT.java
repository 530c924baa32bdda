package dev.rationale.it;

import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who saw, asked and changed what, as an auditor reads it.
@ExtendWith(Hospital.Shared.class)
class AuditIT {
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";

    private final Hospital hospital;
    private final HookClient ehr;
    private final AuditLog log;

    AuditIT(Hospital hospital) {
        this.hospital = hospital;
        this.ehr = new HookClient(hospital.service());
        this.log = new AuditLog(hospital);
    }

    @Test
    void says_who_asked_about_whom_and_what_answered() {
        var call = ehr.call("high-risk");
        var card = tree(ehr.post(call)).at("/cards/0");
        var decision = decision(card);
        var events = log.about(decision);
        assertThat(events).hasSize(1);
        var event = events.getFirst();
        assertThat(event.path("action").asText()).isEqualTo("E");
        assertThat(event.path("outcome").asText()).isEqualTo("0");
        assertThat(event.at("/subtype/1/code").asText()).isEqualTo("hook-call");
        assertThat(who(event, "110153")).isEqualTo("open");
        assertThat(who(event, "IRCP")).isEqualTo(HookClient.USER);
        assertThat(event.at("/agent/0/network/address").asText()).isEqualTo("127.0.0.1");
        assertThat(detail(event, "hook-instance"))
                .isEqualTo(call.path("hookInstance").asText());
        assertThat(detail(event, "service")).isEqualTo("kfre-ckd");
        assertThat(detail(event, "model-version")).isEqualTo("4-variable-north-america");
        assertThat(detail(event, "cards")).isEqualTo("1");
        assertThat(patient(event)).matches("[0-9a-f]{32}");
        assertThat(event.toString()).doesNotContain("high-risk");
    }

    @Test
    void says_who_asked_when_nothing_was_shown_or_could_be_had() {
        var withheld = ehr.call("dialysis");
        ehr.post(withheld);
        assertThat(detail(log.ofHookInstance(withheld), "cards")).isEqualTo("0");

        var refused = ehr.call("high-risk");
        refused.remove("fhirServer");
        assertThat(ehr.post(refused).statusCode()).isEqualTo(412);
        assertThat(log.ofHookInstance(refused).path("outcome").asText()).isEqualTo("4");
    }

    @Test
    void says_who_saw_a_decision_and_finds_it_by_the_patient() {
        var decision = decision(tree(ehr.post(ehr.call("high-risk"))).at("/cards/0"));
        var seen = as("model-steward").get(hospital.service().base() + "/journal/decisions/" + decision);
        var pseudonym = tree(seen).path("patientPseudonym").asText();
        var event = log.about(decision).getFirst();
        assertThat(event.path("action").asText()).isEqualTo("R");
        assertThat(event.at("/subtype/0/code").asText()).isEqualTo("read");
        assertThat(who(event, "IRCP"))
                .isEqualTo(SignedIn.claims(hospital.token("model-steward"))
                        .path("sub")
                        .asText());
        assertThat(agent(event, "IRCP").at("/who/identifier/system").asText())
                .isEqualTo(hospital.keycloak().realm("rationale"));
        assertThat(agent(event, "IRCP").at("/role/0/text").asText()).isEqualTo("model-steward");
        assertThat(who(event, "110152")).isEqualTo("rationale-web");
        assertThat(patient(event)).isEqualTo(pseudonym);
        assertThat(log.about(pseudonym)).contains(event);
        assertThat(event.toString()).doesNotContain("milo", hospital.token("model-steward"));
    }

    @Test
    void says_what_was_searched_for_in_the_journal() {
        var call = ehr.call("stale-labs");
        ehr.post(call);
        var query = "hookInstance=" + call.path("hookInstance").asText();
        as("integration-engineer").get(hospital.service().base() + "/journal/decisions?" + query);
        var event = log.newest("integration-engineer");
        assertThat(event.at("/subtype/0/code").asText()).isEqualTo("search-type");
        assertThat(query(event)).isEqualTo(query);
        assertThat(patient(event)).matches("[0-9a-f]{32}");
    }

    @Test
    void says_who_answered_a_card() {
        // Another patient than elsewhere: a card that is answered is not shown again.
        var card = tree(ehr.post(ehr.call("si-units"))).path("cards").path(0);
        var item = FeedbackIT.item(card.path("uuid").asText(), "overridden");
        ehr.feedback(FeedbackIT.batch(item));
        var event = log.about(card.path("uuid").asText()).getFirst();
        assertThat(event.path("action").asText()).isEqualTo("C");
        assertThat(detail(event, "outcome")).isEqualTo("overridden");
        assertThat(who(event, "110153")).isEqualTo("open");
        as("auditor")
                .get(hospital.service().base() + "/journal/feedback?card="
                        + card.path("uuid").asText());
        var seen = log.about(card.path("uuid").asText()).getFirst();
        assertThat(seen.at("/subtype/0/code").asText()).isEqualTo("search-type");
    }

    @Test
    void says_who_let_an_ehr_in_changed_it_and_let_it_out() {
        var client = SigningEhr.es384("audited-" + UUID.randomUUID(), "https://cds.example.org");
        var path = "/admin/clients/" + client.name();
        for (var method : List.of("PUT", "PUT", "DELETE")) {
            var request = as("integration-engineer");
            if (method.equals("PUT")) {
                request.contentType("application/json")
                        .body(client.registration().toString());
            }
            assertThat(request.request(method, hospital.service().base() + path).statusCode())
                    .isIn(200, 201, 204);
        }
        var events = log.about(path);
        assertThat(events).extracting(event -> event.path("action").asText()).containsExactly("D", "U", "C");
        var engineer = SignedIn.claims(hospital.token("integration-engineer"));
        assertThat(events)
                .allSatisfy(event -> assertThat(who(event, "AUT"))
                        .isEqualTo(engineer.path("sub").asText()));
        assertThat(events.toString()).doesNotContain(client.issuer());
    }

    @Test
    void notes_a_sign_in_once_for_each_session() {
        var first = SignedIn.at(hospital.keycloak(), "nora-nobody");
        var second = SignedIn.at(hospital.keycloak(), "nora-nobody");
        for (var session : List.of(first, first, second)) {
            given().header(SignedIn.bearer(session.accessToken()))
                    .get(hospital.service().base() + "/audit-events");
        }
        var person = first.claims().path("sub").asText();
        var signIns = log.until(
                person,
                events -> events.stream()
                                .filter(event -> event.at("/type/code").asText().equals("110114"))
                                .toList()
                                .size()
                        >= 2);
        assertThat(signIns.stream()
                        .filter(event -> event.at("/type/code").asText().equals("110114")))
                .hasSize(2)
                .allSatisfy(event ->
                        assertThat(event.at("/subtype/0/code").asText()).isEqualTo("110122"))
                .extracting(event -> agent(event, "IRCP").at("/policy/0").asText())
                .doesNotHaveDuplicates()
                .contains("urn:ietf:params:oauth:jti:"
                        + second.claims().path("jti").asText());
    }

    @Test
    void notes_who_was_refused_and_where() {
        var clinician = SignedIn.claims(hospital.token("clinician")).path("sub").asText();
        as("clinician").get(hospital.service().base() + "/audit-events?agent=" + UUID.randomUUID());
        var events = log.until(clinician, found -> found.stream().anyMatch(AuditIT::isForbidden));
        var event = events.stream().filter(AuditIT::isForbidden).findFirst().orElseThrow();
        assertThat(event.path("outcome").asText()).isEqualTo("4");
        assertThat(detail(event, "status")).isEqualTo("403");
        assertThat(event.toString()).contains("\"/audit-events\"").doesNotContain("agent=");
    }

    @Test
    void notes_every_refusal_of_somebody_known_and_nothing_of_what_was_sent() {
        var canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        var body = "{\"hook\": \"patient-view\", \"context\": {\"patientId\": \"" + canary + "\"}";
        assertRefused(400, "/cds-services/kfre-ckd", json().body(body), "/cds-services/kfre-ckd", canary);
        assertRefused(400, "/cds-services/kfre-ckd", json().body(body + "}"), "/cds-services/kfre-ckd", canary);
        assertRefused(
                400,
                "/cds-services/kfre-ckd/feedback",
                json().body("[\"" + canary + "\"]"),
                "/cds-services/kfre-ckd/feedback",
                canary);
        assertRefused(404, "/cds-services/" + canary, json().body(body + "}"), "/cds-services/?", canary);
        assertRefused(
                415, "/cds-services/kfre-ckd", given().contentType("text/plain").body(canary), "kfre-ckd", canary);
        assertRefused(
                413,
                "/cds-services/kfre-ckd?a=" + canary,
                json().body("\"" + canary.repeat(1 << 19) + "\""),
                "kfre-ckd",
                canary);
    }

    private static RequestSpecification json() {
        return given().contentType("application/json");
    }

    private void assertRefused(int status, String path, RequestSpecification request, String noted, String canary) {
        var correlation = UUID.randomUUID().toString();
        var answer = request.header("X-Correlation-Id", correlation)
                .post(hospital.service().base() + path);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        var events = log.until("open", found -> of(correlation, found).size() == 1);
        var event = of(correlation, events).getFirst();
        assertThat(event.at("/subtype/0/code").asText()).isEqualTo("refused");
        assertThat(event.path("outcome").asText()).isEqualTo("4");
        assertThat(detail(event, "status")).isEqualTo(String.valueOf(status));
        assertThat(event.toString()).contains(noted).doesNotContain(canary);
    }

    private static List<JsonNode> of(String correlation, List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.toString().contains(correlation))
                .toList();
    }

    /// The twin of those that are refused: what is answered, and what lacks data, has its own event alone.
    @Test
    void notes_no_refusal_of_a_call_that_the_journal_has() {
        for (var lacking : new boolean[] {false, true}) {
            var call = ehr.call("high-risk");
            if (lacking) {
                call.remove("fhirServer");
            }
            var correlation = UUID.randomUUID().toString();
            var answer = json().header("X-Correlation-Id", correlation)
                    .body(call.toString())
                    .post(hospital.service().base() + "/cds-services/kfre-ckd");
            assertThat(answer.statusCode()).isEqualTo(lacking ? 412 : 200);
            log.settled("nothing");
            var events = log.until("open", found -> !of(correlation, found).isEmpty());
            assertThat(of(correlation, events))
                    .extracting(event -> event.at("/subtype/1/code").asText())
                    .containsExactly("hook-call");
        }
    }

    @Test
    void notes_what_a_known_person_was_refused() {
        var engineer = SignedIn.claims(hospital.token("integration-engineer"))
                .path("sub")
                .asText();
        var path = "/admin/clients/refused-" + UUID.randomUUID();
        assertThat(as("integration-engineer")
                        .contentType("application/json")
                        .body("{}")
                        .put(hospital.service().base() + path)
                        .statusCode())
                .isEqualTo(400);
        var events = log.until(
                engineer,
                found -> found.stream().anyMatch(event -> event.toString().contains(path)));
        assertThat(events.stream().filter(event -> event.toString().contains(path)))
                .extracting(event -> event.at("/subtype/0/code").asText())
                .containsExactly("refused");
    }

    @Test
    void notes_some_of_a_flood_of_malformed_calls_and_counts_them_all() {
        var before = metric("refused");
        for (int time = 0; time < 150; time++) {
            assertThat(given().contentType("application/xml")
                            .body("<a/>")
                            .post(hospital.service().base() + "/cds-services/kfre-ckd/feedback")
                            .statusCode())
                    .isEqualTo(415);
        }
        var noted = log.settled("/cds-services/kfre-ckd/feedback").stream()
                .filter(event -> event.at("/subtype/0/code").asText().equals("refused"))
                .filter(event -> detail(event, "status").equals("415"))
                .toList();
        assertThat(noted).hasSizeBetween(1, 60);
        assertThat(metric("refused") - before).isGreaterThanOrEqualTo(150);
    }

    @Test
    void notes_some_of_a_flood_of_refusals_and_counts_them_all() {
        var path = "/journal/decisions/" + UUID.randomUUID();
        for (int time = 0; time < 150; time++) {
            assertThat(given().get(hospital.service().base() + path).statusCode())
                    .isEqualTo(401);
        }
        var noted = log.settled(path);
        assertThat(noted).hasSizeBetween(0, 60);
        assertThat(metric("unauthenticated")).isGreaterThanOrEqualTo(150);
    }

    private double metric(String reason) {
        var metrics = as("metrics-reader")
                .get(hospital.service().base() + "/q/metrics")
                .asString();
        return counted(metrics, reason);
    }

    @Test
    void notes_who_read_the_log_itself() {
        var marker = UUID.randomUUID().toString();
        log.about(marker);
        var event = log.newest("auditor");
        assertThat(event.at("/type/system").asText()).isEqualTo(DICOM);
        assertThat(event.at("/type/code").asText()).isEqualTo("110101");
        assertThat(query(event)).contains("entity=" + marker);
    }

    @Test
    void gives_every_event_once_newest_first_page_by_page() {
        var call = ehr.call("high-risk");
        for (int time = 0; time < 7; time++) {
            ehr.post(call);
        }
        var pseudonym = patient(log.ofHookInstance(call));
        var whole = log.about(pseudonym);
        var paged = new ArrayList<JsonNode>();
        var next = "audit-events?_count=3&entity=" + pseudonym;
        while (next != null) {
            var page = log.read("/" + next);
            assertThat(page.path("entry").size()).isLessThanOrEqualTo(3);
            page.path("entry").forEach(entry -> paged.add(entry.path("resource")));
            next = link(page, "next");
        }
        assertThat(whole).hasSizeGreaterThanOrEqualTo(7);
        assertThat(paged).isEqualTo(whole);
        var times =
                paged.stream().map(event -> Instant.parse(event.path("recorded").asText()));
        assertThat(times).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void gives_what_lies_within_a_time() {
        var decision = decision(tree(ehr.post(ehr.call("high-risk"))).at("/cards/0"));
        var recorded =
                Instant.parse(log.about(decision).getFirst().path("recorded").asText());
        var about = "/audit-events?entity=" + decision;
        assertThat(log.read(about + "&from=" + recorded + "&to=" + recorded.plusMillis(1))
                        .path("entry"))
                .hasSize(1);
        assertThat(log.read(about + "&to=" + recorded).path("entry")).isEmpty();
        assertThat(log.read(about + "&from=" + recorded.plusMillis(1)).path("entry"))
                .isEmpty();
        assertThat(log.read(about + "&from=2000-01-01").path("entry")).hasSize(1);
    }

    @Test
    void refuses_a_search_that_it_would_not_do_as_asked() {
        for (var query : new String[] {
            "form=2026-01-01",
            "from=yesterday",
            "from=-999999999-01-01",
            "to=2026-13-01T00:00:00Z",
            "to=2026-01-01T00:00:00",
            "_count=0",
            "_count=-1",
            "_count=9999999999",
            "_count=many",
            "after=1",
            "after=1,2",
            "after=99999999999999999,3f1c2a9e-5b7d-4e86-9a40-6d2f8c1b7e35",
            "entity=a&entity=b"
        }) {
            var answer = as("auditor").get(hospital.service().base() + "/audit-events?" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(tree(answer).path("resourceType").asText()).isEqualTo("OperationOutcome");
        }
        for (var query : new String[] {
            "from=2026-01-01",
            "to=2026-12-01T00:00:00Z",
            "from=2026-01-01T00:00:00%2B01:00",
            "_count=1",
            "_count=99999999",
            "entity=%00",
            "agent=%27%3B--",
            "after=1,3f1c2a9e-5b7d-4e86-9a40-6d2f8c1b7e35"
        }) {
            assertThat(as("auditor")
                            .get(hospital.service().base() + "/audit-events?" + query)
                            .statusCode())
                    .as(query)
                    .isEqualTo(200);
        }
    }

    private static boolean isForbidden(JsonNode event) {
        return event.at("/subtype/0/code").asText().equals("AuthZ-Role");
    }

    private RequestSpecification as(String role) {
        return given().urlEncodingEnabled(false).header(SignedIn.bearer(hospital.token(role)));
    }

    static String decision(JsonNode card) {
        return card.at("/extension/dev.rationale.explanation/decision").asText();
    }

    private static JsonNode agent(JsonNode event, String type) {
        for (var agent : event.path("agent")) {
            if (agent.at("/type/coding/0/code").asText().equals(type)) {
                return agent;
            }
        }
        throw new IllegalStateException("no agent " + type + " in " + event);
    }

    private static String who(JsonNode event, String type) {
        return agent(event, type).at("/who/identifier/value").asText();
    }

    private static String patient(JsonNode event) {
        for (var entity : event.path("entity")) {
            if (entity.at("/role/code").asText().equals("1")) {
                return entity.at("/what/identifier/value").asText();
            }
        }
        throw new IllegalStateException("no patient in " + event);
    }

    private static String detail(JsonNode event, String type) {
        for (var entity : event.path("entity")) {
            for (var detail : entity.path("detail")) {
                if (detail.path("type").asText().equals(type)) {
                    return detail.path("valueString").asText();
                }
            }
        }
        throw new IllegalStateException("no " + type + " in " + event);
    }

    private static String query(JsonNode event) {
        for (var entity : event.path("entity")) {
            if (entity.has("query")) {
                var decoded = Base64.getDecoder().decode(entity.path("query").asText());
                return new String(decoded, StandardCharsets.UTF_8);
            }
        }
        throw new IllegalStateException("no query in " + event);
    }

    private static String link(JsonNode page, String relation) {
        for (var link : page.path("link")) {
            if (link.path("relation").asText().equals(relation)) {
                return link.path("url").asText();
            }
        }
        return null;
    }

    private static double counted(String metrics, String reason) {
        return metrics.lines()
                .filter(line -> line.startsWith("rationale_audit_refusals_total{") && line.contains(reason))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
