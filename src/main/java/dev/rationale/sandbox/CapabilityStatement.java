package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// Says what the FHIR endpoint can do, made from the table it searches by, so that it cannot say more.
record CapabilityStatement(SearchTable table, Instant since) {
    ObjectNode statement(String base) {
        var statement = FhirJson.object()
                .put("resourceType", "CapabilityStatement")
                .put("status", "active")
                .put("experimental", true)
                .put("date", since.toString())
                .put("kind", "instance")
                .put("fhirVersion", "4.0.1");
        statement
                .putObject("implementation")
                .put("description", "Rationale's sandbox: synthetic patients to try decision services against")
                .put("url", base);
        statement.putArray("format").add("application/fhir+json").add("json");
        var rest = statement.putArray("rest").addObject().put("mode", "server");
        var resources = rest.putArray("resource");
        table.types().forEach(type -> describe(resources.addObject(), type));
        var interactions = rest.putArray("interaction");
        interactions.addObject().put("code", "transaction");
        interactions.addObject().put("code", "batch");
        return statement;
    }

    private void describe(ObjectNode resource, String type) {
        resource.put("type", type);
        var interactions = resource.putArray("interaction");
        for (var code : new String[] {"read", "create", "update", "search-type"}) {
            interactions.addObject().put("code", code);
        }
        resource.put("versioning", "versioned-update")
                .put("readHistory", false)
                .put("updateCreate", true)
                .put("conditionalCreate", true)
                .put("conditionalUpdate", false)
                .put("conditionalDelete", "not-supported");
        var parameters = resource.putArray("searchParam");
        for (var parameter : table.of(type)) {
            parameters
                    .addObject()
                    .put("name", parameter.name())
                    .put("type", parameter.kind().code());
        }
    }
}
