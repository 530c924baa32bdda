package dev.rationale.it;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The audit log as independent software reads it: HAPI's validator, and IHE's patterns by their text.
@ExtendWith(Hospital.Shared.class)
class AuditEventsAreFhirIT {
    private static final FhirValidator VALIDATOR = IndependentReaderIT.validator();

    private final Hospital hospital;
    private final HookClient ehr;
    private final AuditLog log;

    AuditEventsAreFhirIT(Hospital hospital) {
        this.hospital = hospital;
        this.ehr = new HookClient(hospital.service());
        this.log = new AuditLog(hospital);
    }

    @Test
    void every_kind_of_event_is_valid() {
        makeOneOfEachKind();
        var kinds = new TreeMap<String, List<JsonNode>>();
        for (var event : log.events("/audit-events?_count=500")) {
            var kind = event.at("/type/code").asText() + " "
                    + event.path("subtype").findValuesAsText("code").getLast();
            kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(event);
        }
        kinds.forEach((kind, events) -> events.stream()
                .limit(3)
                .forEach(event -> assertThat(errors(event)).as(kind + event).isEmpty()));
        assertThat(kinds.keySet())
                .contains(
                        "rest hook-call",
                        "rest create",
                        "rest update",
                        "rest delete",
                        "rest read",
                        "rest search-type",
                        "110101 search-type",
                        "110114 110122",
                        "110113 AuthZ-Role");
        assertThat(errors(log.read("/audit-events?_count=5"))).isEmpty();
    }

    @Test
    void the_validator_would_find_an_event_that_is_wrong() {
        log.about("anything");
        var event = (ObjectNode) log.newest("auditor");
        assertThat(errors(event)).isEmpty();
        event.remove("source");
        assertThat(errors(event)).isNotEmpty();
    }

    /// [PatientRead](https://profiles.ihe.net/ITI/BALP/StructureDefinition-IHE.BasicAudit.PatientRead.html).
    @Test
    void a_read_has_the_shape_of_ihes_patient_read() {
        makeOneOfEachKind();
        var read = log.events("/audit-events?_count=500").stream()
                .filter(event -> event.path("action").asText().equals("R"))
                .findFirst()
                .orElseThrow();
        assertThat(read.at("/type/system").asText())
                .isEqualTo("http://terminology.hl7.org/CodeSystem/audit-event-type");
        assertThat(read.at("/type/code").asText()).isEqualTo("rest");
        assertThat(read.at("/subtype/0/system").asText()).isEqualTo("http://hl7.org/fhir/restful-interaction");
        assertThat(read.at("/outcome").asText()).isEqualTo("0");
        var client = agent(read, "http://dicom.nema.org/resources/ontology/DCM", "110152");
        var server = agent(read, "http://dicom.nema.org/resources/ontology/DCM", "110153");
        var user = agent(read, "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP");
        for (var machine : List.of(client, server)) {
            assertThat(machine.path("who").size()).isPositive();
            assertThat(machine.at("/network/address").asText()).isNotBlank();
            assertThat(machine.path("requestor").asBoolean()).isFalse();
        }
        assertThat(user.path("requestor").asBoolean()).isTrue();
        assertThat(user.has("network")).isFalse();
        assertThat(user.at("/policy/0").asText()).startsWith("urn:ietf:params:oauth:jti:");
        assertThat(entity(read, "1", "1").at("/what/type").asText()).isEqualTo("Patient");
        assertThat(entity(read, "2", "4").at("/what/identifier/value").asText()).isNotBlank();
        assertThat(read.path("entity").findValuesAsText("code")).contains("XrequestId");
    }

    private void makeOneOfEachKind() {
        var card = HookClient.tree(ehr.post(ehr.call("high-risk"))).at("/cards/0");
        // A card nobody knows: one that is answered would not be shown again.
        ehr.feedback(FeedbackIT.batch(FeedbackIT.item(UUID.randomUUID().toString(), "accepted")));
        for (var path : List.of(
                "/journal/decisions/" + AuditIT.decision(card),
                "/journal/decisions?hookInstance=none",
                "/audit-events")) {
            for (var role : List.of("model-steward", "clinician", "auditor")) {
                RestAssured.given()
                        .header(SignedIn.bearer(hospital.token(role)))
                        .get(hospital.service().base() + path);
            }
            RestAssured.given().get(hospital.service().base() + path);
        }
        var client = SigningEhr.es384("valid", "https://cds.example.org");
        for (var method : List.of("PUT", "PUT", "DELETE")) {
            var request = RestAssured.given().header(SignedIn.bearer(hospital.token("integration-engineer")));
            if (method.equals("PUT")) {
                request.contentType("application/json")
                        .body(client.registration().toString());
            }
            request.request(method, hospital.service().base() + "/admin/clients/" + client.name());
        }
        log.settled("anything");
    }

    private static List<String> errors(JsonNode resource) {
        return VALIDATOR.validateWithResult(resource.toString()).getMessages().stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(message -> message.getLocationString() + ": " + message.getMessage())
                .toList();
    }

    private static JsonNode agent(JsonNode event, String system, String code) {
        for (var agent : event.path("agent")) {
            var coding = agent.at("/type/coding/0");
            if (coding.path("system").asText().equals(system)
                    && coding.path("code").asText().equals(code)) {
                return agent;
            }
        }
        throw new IllegalStateException("no agent " + code);
    }

    private static JsonNode entity(JsonNode event, String type, String role) {
        for (var entity : event.path("entity")) {
            if (entity.at("/type/code").asText().equals(type)
                    && entity.at("/role/code").asText().equals(role)) {
                return entity;
            }
        }
        throw new IllegalStateException("no entity " + type + " " + role);
    }
}
