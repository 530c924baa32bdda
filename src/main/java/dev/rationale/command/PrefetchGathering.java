package dev.rationale.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;

/// Gathers a service's prefetch from the FHIR base as an EHR does: each template is asked once, and what came is
/// sent as it came. Next links are not followed: EHRs send the first page, and the service must cope.
final class PrefetchGathering {
    private final WebClient web;
    private final URI fhir;
    private final Consumer<String> notes;

    PrefetchGathering(WebClient web, URI fhir, Consumer<String> notes) {
        this.web = web;
        this.fhir = fhir;
        this.notes = notes;
    }

    /// @param templates the member `prefetch` of a service in discovery
    ObjectNode gather(JsonNode templates, Map<String, String> tokens) {
        ObjectNode prefetch = JsonNodeFactory.instance.objectNode();
        templates.properties().forEach(template -> {
            switch (PrefetchTemplate.fill(template.getValue().asText(), tokens)) {
                case PrefetchTemplate.Filled.Query query -> put(prefetch, template.getKey(), query);
                case PrefetchTemplate.Filled.WithoutValue missing ->
                    notes.accept(
                            "prefetch " + template.getKey() + " left out: no value for {{" + missing.token() + "}}");
            }
        });
        return prefetch;
    }

    private void put(ObjectNode prefetch, String key, PrefetchTemplate.Filled.Query query) {
        var answer = web.get(fhir.resolve("./" + query.relative()), "application/fhir+json");
        boolean absent = answer.status() == 404 || answer.status() == 410;
        if (answer.isOk() && answer.isJson()) {
            prefetch.set(key, answer.tree());
        } else if (absent && query.isRead() && query.relative().startsWith("Patient/")) {
            throw new WordFailure("no such patient: GET " + answer.address() + " answered " + answer.said());
        } else if (absent && query.isRead()) {
            prefetch.putNull(key);
        } else if (answer.isOutcome()) {
            notes.accept(
                    "prefetch " + key + " sent as an error: GET " + answer.address() + " answered " + answer.said());
            prefetch.set(key, answer.tree());
        } else {
            notes.accept("prefetch " + key + " left out: GET " + answer.address() + " answered " + answer.status());
        }
    }
}
