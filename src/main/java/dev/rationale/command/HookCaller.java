package dev.rationale.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// The EHR's side of a hook call: discovery, prefetch, the call
/// ([CDS Hooks 2.0.1, Calling a CDS Service](https://cds-hooks.hl7.org/2.0.1/#calling-a-cds-service)).
final class HookCaller implements AutoCloseable {
    private static final String HOOK = "patient-view";
    private final WebClient web = new WebClient();
    private final URI base;
    private final URI fhir;
    private final Consumer<String> notes;

    /// @param base of the service, with a slash at its end, as `fhir`
    HookCaller(URI base, URI fhir, Consumer<String> notes) {
        this.base = base;
        this.fhir = fhir;
        this.notes = notes;
    }

    /// A call that was answered with 200.
    record Answered(URI base, UUID hookInstance, String patientId, WebClient.Answer answer) {
        String body() {
            return answer.body();
        }
    }

    Answered fire(String serviceId, String patientId, String userId, boolean withPrefetch) {
        JsonNode service = discover(serviceId);
        UUID hookInstance = UUID.randomUUID();
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        call.put("hook", HOOK).put("hookInstance", hookInstance.toString());
        call.put("fhirServer", fhir.toString().replaceFirst("/$", ""));
        call.putObject("context").put("userId", userId).put("patientId", patientId);
        if (withPrefetch) {
            var gathering = new PrefetchGathering(web, fhir, notes);
            call.set(
                    "prefetch", gathering.gather(service.path("prefetch"), PrefetchTemplate.tokens(patientId, userId)));
        }
        var answer = web.post(base.resolve("./cds-services/" + PrefetchTemplate.encoded(serviceId)), call);
        if (!answer.isOk()) {
            throw new WordFailure("the service refused the call: " + answer.said()
                    + answer.correlationId()
                            .map(id -> "\n  correlation id " + id)
                            .orElse(""));
        }
        if (!answer.tree().path("cards").isArray()) {
            throw new WordFailure("what " + answer.address() + " answered is no CDS Hooks response");
        }
        return new Answered(base, hookInstance, patientId, answer);
    }

    private JsonNode discover(String serviceId) {
        var answer = web.get(base.resolve("./cds-services"), "application/json");
        if (!answer.isOk() || !answer.tree().path("services").isArray()) {
            throw new WordFailure("no CDS Hooks service: GET " + answer.address() + " answered " + answer.status());
        }
        List<String> offered = new ArrayList<>();
        for (JsonNode service : answer.tree().path("services")) {
            if (service.path("hook").asText().equals(HOOK)) {
                if (service.path("id").asText().equals(serviceId)) {
                    return service;
                }
                offered.add(service.path("id").asText());
            }
        }
        throw new WordFailure("no service '" + serviceId + "' on " + HOOK + " at " + base + "; it offers: "
                + (offered.isEmpty() ? "none" : PlainText.printable(String.join(", ", offered))));
    }

    @Override
    public void close() {
        web.close();
    }
}
