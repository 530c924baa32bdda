package dev.rationale.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.journal.AuditEntry;
import dev.rationale.operator.AuditCodes.Code;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An entry of the audit log as a FHIR R4 [AuditEvent](https://hl7.org/fhir/R4/auditevent.html), in the shape of
/// IHE's Basic Audit Log Patterns: the application, this service and the person as agents; the patient, the thing and
/// the request as entities.
final class AuditEventJson {
    /// Of patients' pseudonyms.
    static final String PSEUDONYMS = "https://rationale.dev/fhir/patient-pseudonym";

    private static final String ENTITY_TYPE = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private static final String ENTITY_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
    private static final Code SYSTEM_OBJECT = new Code(ENTITY_TYPE, "2", "System Object");

    private final AuditEntry entry;
    private final AuditCodes codes;
    private final ObjectNode event = JsonNodeFactory.instance.objectNode();

    private AuditEventJson(AuditEntry entry) {
        this.entry = entry;
        this.codes = AuditCodes.of(entry.event());
    }

    static ObjectNode of(AuditEntry entry) {
        return new AuditEventJson(entry).written();
    }

    private ObjectNode written() {
        event.put("resourceType", "AuditEvent");
        event.put("id", entry.id().toString());
        event.set("type", coding(codes.type()));
        codes.subtypes().forEach(subtype -> event.withArray("subtype").add(coding(subtype)));
        event.put("action", codes.action());
        event.put("recorded", entry.recorded().toString());
        event.put("outcome", entry.outcome().code());
        if (entry.outcome() != AuditEntry.Outcome.SUCCESS) {
            event.put(
                    "outcomeDesc",
                    entry.subject()
                            .details()
                            .getOrDefault("outcome", entry.event().code()));
        }
        agents(event.putArray("agent"));
        source(event.putObject("source"));
        patient();
        thing();
        query();
        request();
        return event;
    }

    private void agents(ArrayNode agents) {
        var agent = entry.agent();
        var client = agents.addObject();
        client.set("type", concept(codes.client()));
        who(client, agent.client() == null ? "unknown" : agent.client(), null);
        client.put("requestor", agent.user() == null);
        if (agent.address() != null) {
            client.putObject("network").put("address", agent.address()).put("type", "2");
        }
        var server = agents.addObject();
        server.set("type", concept(codes.server()));
        who(server, "rationale", null);
        server.put("requestor", false);
        server.putObject("network").put("address", entry.node()).put("type", "1");
        var user = agent.user();
        if (user != null) {
            person(agents.addObject(), user);
        }
    }

    private void person(ObjectNode person, String user) {
        person.set("type", concept(codes.user()));
        entry.agent()
                .roles()
                .forEach(role -> person.withArray("role").addObject().put("text", role));
        who(person, user, entry.agent().issuer());
        person.put("requestor", true);
        var token = entry.agent().token();
        if (token != null) {
            person.putArray("policy").add("urn:ietf:params:oauth:jti:" + token);
        }
    }

    private void source(ObjectNode source) {
        source.put("site", entry.node());
        who(source, "observer", "rationale", null);
        source.putArray("type")
                .add(coding(new Code(
                        "http://terminology.hl7.org/CodeSystem/security-source-type", "4", "Application Server")));
    }

    private void patient() {
        var pseudonym = entry.subject().patient();
        if (pseudonym != null) {
            var entity = entity(new Code(ENTITY_TYPE, "1", "Person"), new Code(ENTITY_ROLE, "1", "Patient"));
            entity.putObject("what")
                    .put("type", "Patient")
                    .putObject("identifier")
                    .put("system", PSEUDONYMS)
                    .put("value", pseudonym);
        }
    }

    private void thing() {
        var item = entry.subject().item();
        if (item != null) {
            var entity = entity(SYSTEM_OBJECT, new Code(ENTITY_ROLE, "4", "Domain Resource"));
            who(entity, "what", item, null);
            details(entity, entry.subject().details());
        }
    }

    private static void details(ObjectNode entity, Map<String, String> details) {
        details.entrySet().stream()
                .filter(detail -> !detail.getValue().isBlank())
                .forEach(detail -> entity.withArray("detail")
                        .addObject()
                        .put("type", detail.getKey())
                        .put("valueString", detail.getValue()));
    }

    private void query() {
        var query = entry.subject().query();
        if (query != null) {
            var encoded = Base64.getEncoder().encodeToString(query.getBytes(StandardCharsets.UTF_8));
            entity(SYSTEM_OBJECT, new Code(ENTITY_ROLE, "24", "Query")).put("query", encoded);
        }
    }

    private void request() {
        var correlationId = entry.subject().correlationId();
        if (correlationId != null) {
            var entity = event.withArray("entity").addObject();
            who(entity, "what", correlationId, null);
            entity.putObject("type")
                    .put("system", "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType")
                    .put("code", "XrequestId");
        }
    }

    private ObjectNode entity(Code type, Code role) {
        var entity = event.withArray("entity").addObject();
        entity.set("type", coding(type));
        entity.set("role", coding(role));
        return entity;
    }

    private static void who(ObjectNode agent, String value, @Nullable String system) {
        who(agent, "who", value, system);
    }

    private static void who(ObjectNode parent, String member, String value, @Nullable String system) {
        var identifier = parent.putObject(member).putObject("identifier");
        if (system != null) {
            identifier.put("system", system);
        }
        identifier.put("value", value);
    }

    private static ObjectNode concept(Code code) {
        var concept = JsonNodeFactory.instance.objectNode();
        concept.putArray("coding").add(coding(code));
        return concept;
    }

    private static ObjectNode coding(Code code) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("system", code.system())
                .put("code", code.code())
                .put("display", code.display());
    }
}
