package dev.rationale.client.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.client.CdsClient;
import dev.rationale.client.Ehr;
import java.io.IOException;
import java.time.Duration;

/// The example that the specification prints.
record SpecificationExample(JsonNode header, JsonNode claims, JsonNode keySet, String token) {
    static SpecificationExample read() throws IOException {
        try (var file = SpecificationExample.class.getResourceAsStream("specification-example.json")) {
            var example = Ehr.JSON.readTree(file);
            return new SpecificationExample(
                    example.path("header"),
                    example.path("claims"),
                    example.path("keySet"),
                    example.path("token").asText());
        }
    }

    /// The client as the specification's service would have registered it.
    CdsClient client(Duration longestLife) {
        var registration = Ehr.JSON.createObjectNode();
        registration.put("issuer", claims.path("iss").asText());
        registration.putObject("keys").put("jku", header.path("jku").asText()).set("inline", keySet);
        registration.putArray("services").add("some-service");
        var client = Ehr.client(registration);
        return new CdsClient(
                client.name(),
                client.issuer(),
                client.keys(),
                client.algorithms(),
                client.audiences(),
                client.tenants(),
                client.fhirBases(),
                client.services(),
                client.profile(),
                client.strict(),
                client.rate(),
                longestLife,
                client.clockSkew());
    }
}
