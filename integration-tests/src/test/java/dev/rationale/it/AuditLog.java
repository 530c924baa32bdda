package dev.rationale.it;

import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/// The audit log, read by an auditor.
record AuditLog(Hospital hospital) {
    JsonNode read(String path) {
        var answer = given().urlEncodingEnabled(false)
                .header(SignedIn.bearer(hospital.token("auditor")))
                .get(hospital.service().base() + path);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.asString());
        }
        return tree(answer);
    }

    /// The events about a decision, a card, a path or a patient's pseudonym.
    List<JsonNode> about(String entity) {
        return events("/audit-events?_count=500&entity=" + entity);
    }

    /// What was noted about a path once the log has nothing more to write.
    List<JsonNode> settled(String path) {
        RunningService.pause(Duration.ofSeconds(1));
        return about(path);
    }

    /// The newest event of somebody with a role.
    JsonNode newest(String role) {
        var person = SignedIn.claims(hospital.token(role)).path("sub").asText();
        return events("/audit-events?_count=1&agent=" + person).getFirst();
    }

    /// The events of somebody, once they are as wanted; some are written without anybody waiting for them.
    List<JsonNode> until(String agent, Predicate<List<JsonNode>> wanted) {
        for (int turn = 0; turn < 50; turn++) {
            var events = events("/audit-events?_count=500&agent=" + agent);
            if (wanted.test(events)) {
                return events;
            }
            RunningService.pause(Duration.ofMillis(100));
        }
        throw new IllegalStateException("the log does not have what is wanted of " + agent);
    }

    /// The event of a hook call.
    JsonNode ofHookInstance(JsonNode call) {
        var instance = call.path("hookInstance").asText();
        return events("/audit-events?_count=50").stream()
                .filter(event -> event.at("/subtype/1/code").asText().equals("hook-call"))
                .filter(event -> event.toString().contains(instance))
                .findFirst()
                .orElseThrow();
    }

    List<JsonNode> events(String path) {
        return StreamSupport.stream(read(path).path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .toList();
    }
}
