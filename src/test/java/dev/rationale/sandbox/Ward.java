package dev.rationale.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// A sandbox at a fixed time, called as its HTTP edge calls it.
final class Ward {
    static final String BASE = "http://127.0.0.1:8080/sandbox/fhir";
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T10:00:00Z"), ZoneOffset.UTC);

    final SearchTable table = SearchTable.load();
    final FhirStore store = new FhirStore(table, CLOCK);
    final SandboxPatients patients = SandboxPatients.load();
    final FhirEndpoint endpoint =
            new FhirEndpoint(store, table, ZoneOffset.UTC, new CapabilityStatement(table, CLOCK.instant()));

    static Ward empty() {
        return new Ward();
    }

    static Ward full() {
        var ward = new Ward();
        ward.patients.fill(ward.store, CLOCK);
        return ward;
    }

    FhirAnswer get(String address) {
        var halves = address.split("\\?", 2);
        return call("GET", halves[0], halves.length > 1 ? halves[1] : null, null, null);
    }

    FhirAnswer send(String method, String path, String body) {
        return call(method, path, null, body, null);
    }

    FhirAnswer call(String method, String path, String query, String body, String ifNoneExist) {
        var type = path.endsWith("_search") ? "application/x-www-form-urlencoded" : "application/fhir+json";
        return endpoint.answer(
                new FhirRequest(method, BASE, path, query, type, ifNoneExist, null, body == null ? "" : body));
    }

    /// The ids of one page, in its order.
    List<String> ids(String address) {
        var answer = get(address);
        assertThat(answer.status()).as(address).isEqualTo(200);
        return ids(answer.body());
    }

    static List<String> ids(JsonNode bundle) {
        var ids = new ArrayList<String>();
        bundle.path("entry")
                .forEach(entry -> ids.add(entry.path("resource").path("id").asText()));
        return ids;
    }

    static String next(JsonNode bundle) {
        for (var link : bundle.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText();
            }
        }
        return null;
    }

    static void isRefused(FhirAnswer answer, int status) {
        assertThat(answer.body().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.body().at("/issue/0/severity").asText()).isEqualTo("error");
        assertThat(answer.status()).isEqualTo(status);
    }
}
