package dev.rationale.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransactionTest {
    private static final String PATIENT = """
            {"fullUrl":"urn:uuid:aaaa","resource":{"resourceType":"Patient","identifier":[{"system":"urn:x","value":"7"}]},
             "request":{"method":"POST","url":"Patient"%s}}""";
    private static final String OBSERVATION = """
            {"fullUrl":"urn:uuid:bbbb","resource":{"resourceType":"Observation","status":"final",
              "code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},
              "subject":{"reference":"%s"},"valueQuantity":{"value":1.10,"unit":"mg/dL"}},
             "request":{"method":"POST","url":"Observation"}}""";
    private static final String IF_NONE_EXIST = ",\"ifNoneExist\":\"identifier=urn:x|7\"";

    @Test
    void resolves_references_by_urn_uuid_whatever_the_order() {
        var ward = Ward.empty();
        var answer = post(ward, "transaction", OBSERVATION.formatted("urn:uuid:aaaa"), PATIENT.formatted(""));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/entry/0/response/status").asText()).isEqualTo("201");
        var patient = answer.body().at("/entry/1/resource/id").asText();
        assertThat(ward.ids("Observation?patient=" + patient)).hasSize(1);
        assertThat(answer.body().at("/entry/1/response/location").asText())
                .isEqualTo(Ward.BASE + "/Patient/" + patient + "/_history/1");
    }

    @Test
    void a_decimal_stays_as_it_was_written() {
        var ward = Ward.empty();
        var answer = post(ward, "transaction", OBSERVATION.formatted("Patient/a"));
        assertThat(new String(FhirJson.write(answer.body(), false), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"value\":1.10,");
    }

    @Test
    void a_conditional_create_makes_one_patient_and_later_finds_it() {
        var ward = Ward.empty();
        var first = post(ward, "transaction", PATIENT.formatted(IF_NONE_EXIST));
        var second =
                post(ward, "transaction", PATIENT.formatted(IF_NONE_EXIST), OBSERVATION.formatted("urn:uuid:aaaa"));
        assertThat(first.body().at("/entry/0/response/status").asText()).isEqualTo("201");
        assertThat(second.body().at("/entry/0/response/status").asText()).isEqualTo("200");
        assertThat(ward.store.count("Patient")).isEqualTo(1);
        assertThat(ward.ids("Observation?patient="
                        + first.body().at("/entry/0/resource/id").asText()))
                .hasSize(1);
    }

    @Test
    void a_condition_that_matches_two_is_a_412_and_nothing_is_written() {
        var ward = Ward.empty();
        post(ward, "transaction", PATIENT.formatted(""));
        post(ward, "transaction", PATIENT.formatted(""));
        Ward.isRefused(
                post(ward, "transaction", OBSERVATION.formatted("Patient/a"), PATIENT.formatted(IF_NONE_EXIST)), 412);
        assertThat(ward.store.count("Observation")).isZero();
        assertThat(post(ward, "transaction", OBSERVATION.formatted("Patient/a")).status())
                .isEqualTo(200);
    }

    @Test
    void one_bad_entry_leaves_nothing_of_the_transaction() {
        var bad = PATIENT.formatted("").replace("\"url\":\"Patient\"", "\"url\":\"Organization\"");
        var ward = Ward.empty();
        Ward.isRefused(post(ward, "transaction", OBSERVATION.formatted("urn:uuid:aaaa"), bad), 400);
        assertThat(ward.store.count("Observation")).isZero();
        var batch = post(ward, "batch", OBSERVATION.formatted("Patient/a"), bad);
        assertThat(batch.status()).isEqualTo(200);
        assertThat(batch.body().at("/entry/1/response/status").asText()).isEqualTo("400");
        assertThat(batch.body().at("/entry/1/response/outcome/resourceType").asText())
                .isEqualTo("OperationOutcome");
        assertThat(ward.store.count("Observation")).isEqualTo(1);
    }

    @Test
    void a_reference_by_search_is_resolved_or_fails_the_transaction() {
        var ward = Ward.empty();
        Ward.isRefused(post(ward, "transaction", OBSERVATION.formatted("Patient?identifier=urn:x|7")), 412);
        var patient = post(ward, "transaction", PATIENT.formatted(""))
                .body()
                .at("/entry/0/resource/id")
                .asText();
        assertThat(post(ward, "transaction", OBSERVATION.formatted("Patient?identifier=urn:x|7"))
                        .status())
                .isEqualTo(200);
        assertThat(ward.ids("Observation?patient=" + patient)).hasSize(1);
    }

    @Test
    void entries_with_one_identity_or_one_full_url_are_refused() {
        var put =
                "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\"},\"request\":{\"method\":\"PUT\",\"url\":\"Patient/p\"}}";
        Ward.isRefused(post(Ward.empty(), "transaction", put, put), 400);
        Ward.isRefused(post(Ward.empty(), "transaction", PATIENT.formatted(""), PATIENT.formatted("")), 400);
        assertThat(post(Ward.empty(), "transaction", put, PATIENT.formatted("")).status())
                .isEqualTo(200);
    }

    @Test
    void reads_of_a_transaction_see_its_writes() {
        var get = "{\"request\":{\"method\":\"GET\",\"url\":\"Patient?identifier=urn:x|7\"}}";
        var answer = post(Ward.empty(), "transaction", get, PATIENT.formatted(""));
        assertThat(answer.body().at("/entry/0/resource/total").asInt()).isEqualTo(1);
    }

    @Test
    void bundles_of_a_wrong_shape_are_refused() {
        for (var body : new String[] {
            "{\"resourceType\":\"Bundle\"}",
            "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}",
            "{\"resourceType\":\"Patient\",\"type\":\"batch\"}",
            "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":{}}",
            "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[null]}",
            "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}]}",
            "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"DELETE\",\"url\":\"Patient/x\"}}]}",
        }) {
            Ward.isRefused(Ward.empty().send("POST", "", body), 400);
        }
        assertThat(Ward.empty()
                        .send("POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"batch\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void create_and_update_count_versions_and_move_the_row_to_its_new_patient() {
        var ward = Ward.empty();
        var created = ward.send("POST", "Observation", row("a", "ignored"));
        var id = created.body().path("id").asText();
        assertThat(created.status()).isEqualTo(201);
        assertThat(id).isNotEqualTo("ignored");
        assertThat(created.headers()).containsEntry("Location", Ward.BASE + "/Observation/" + id + "/_history/1");
        var updated = ward.send("PUT", "Observation/" + id, row("b", id));
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.headers()).containsEntry("ETag", "W/\"2\"");
        assertThat(ward.ids("Observation?patient=a")).isEmpty();
        assertThat(ward.ids("Observation?patient=b")).containsExactly(id);
    }

    @Test
    void an_update_of_an_older_version_is_refused() {
        var ward = Ward.empty();
        ward.send("PUT", "Observation/o", row("a", "o"));
        Ward.isRefused(ward.endpoint.answer(update("W/\"7\"")), 412);
        assertThat(ward.endpoint.answer(update("W/\"1\"")).status()).isEqualTo(200);
    }

    private static FhirRequest update(String ifMatch) {
        return new FhirRequest(
                "PUT", Ward.BASE, "Observation/o", null, "application/json", null, ifMatch, row("a", "o"));
    }

    private static String row(String patient, String id) {
        return "{\"resourceType\":\"Observation\",\"id\":\"%s\",\"subject\":{\"reference\":\"Patient/%s\"}}"
                .formatted(id, patient);
    }

    private static FhirAnswer post(Ward ward, String type, String... entries) {
        var bundle = "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s]}"
                .formatted(type, String.join(",", entries));
        return ward.send("POST", "", bundle);
    }
}
