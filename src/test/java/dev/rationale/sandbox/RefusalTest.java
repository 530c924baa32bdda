package dev.rationale.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is not understood is refused, and its repaired twin is answered.
class RefusalTest {
    private static final Ward WARD = Ward.full();
    private static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"x\",\"gender\":\"female\"}";

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    400 ; Observation?foo=1 ; Observation?patient=acute
                    400 ; Observation?code:in=http://x.org/set ; Observation?code=2160-0
                    400 ; Observation?code:text=creatinine ; Observation?code:not=2160-0
                    400 ; Observation?code= ; Observation?code=2160-0
                    400 ; Observation?code=2160-0, ; Observation?code=2160-0,2823-3
                    400 ; Observation?code=| ; Observation?code=http://loinc.org|
                    400 ; Observation?code=a|b|c ; Observation?code=a|b
                    400 ; Observation?date=ap2026 ; Observation?date=ge2026
                    400 ; Observation?date=2026-13 ; Observation?date=2026-12
                    400 ; Observation?date=2026-02-30 ; Observation?date=2026-02-28
                    400 ; Observation?date=yesterday ; Observation?date=2026
                    400 ; Observation?date=2026-01-01T08:00:00+01:00 ; Observation?date=2026-01-01T08:00:00%2B01:00
                    400 ; Observation?date:missing=true ; Observation?date=2026
                    400 ; Observation?subject:Foo=acute ; Observation?subject:Patient=acute
                    400 ; Observation?patient=a/b/c ; Observation?patient=Patient/b
                    400 ; Observation?patient.gender=male ; Observation?patient=acute
                    400 ; Observation?_sort=code ; Observation?_sort=date
                    400 ; Patient?_sort=date ; Patient?_sort=_lastUpdated
                    400 ; Observation?_sort=date&_sort=-date ; Observation?_sort=-date,_lastUpdated
                    400 ; Observation?_count=-1 ; Observation?_count=1
                    400 ; Observation?_count=many ; Observation?_count=1
                    400 ; Observation?_count=99999999999 ; Observation?_count=999999999
                    400 ; Observation?_count=1&_count=2 ; Observation?_count=2
                    400 ; Observation?_total=maybe ; Observation?_total=estimate
                    400 ; Observation?_include=Observation:subject ; Observation?_id=acute-creatinine-6
                    400 ; Observation?_format=xml ; Observation?_format=json
                    400 ; Observation?code=%zz ; Observation?code=%41
                    400 ; Patient?_has:Observation:patient:code=1 ; Patient?_id=acute
                    400 ; Patient/acute?_format=xml ; Patient/acute
                    404 ; Foo?code=1 ; Observation?code=1
                    404 ; Patient/nobody ; Patient/acute
                    404 ; Patient/acute/_history/2 ; Patient/acute/_history/1
                    404 ; Patient/acute/$everything/x/y ; Patient/acute
                    """)
    void what_is_not_known_is_refused_and_its_twin_is_answered(int status, String refused, String answered) {
        Ward.isRefused(WARD.get(refused), status);
        assertThat(WARD.get(answered).status()).isEqualTo(200);
    }

    @Test
    void a_method_that_is_not_offered_is_refused() {
        Ward.isRefused(WARD.send("DELETE", "Patient/acute", ""), 405);
        Ward.isRefused(WARD.send("PATCH", "Patient/acute", "[]"), 405);
        assertThat(WARD.get("Patient/acute").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    400;Patient/x;
                    400;Patient/x;{
                    400;Patient/x;[]
                    400;Patient/x;null
                    400;Patient/x;{"resourceType":"Patient","id":"x"} {}
                    400;Patient/x;{"resourceType":"Patient"}
                    400;Patient/x;{"resourceType":"Patient","id":"y"}
                    400;Patient/x;{"resourceType":"Patient","id":7}
                    400;Patient/x;{"resourceType":"Observation","id":"x"}
                    400;Patient/x;{"id":"x"}
                    400;Patient/x;{"resourceType":"Patient","id":"x","meta":[]}
                    400;Patient/x_y;{"resourceType":"Patient","id":"x_y"}
                    404;Foo/x;{"resourceType":"Foo","id":"x"}
                    400;Patient;{"resourceType":"Patient","id":"x"}
                    """)
    void an_update_that_is_no_such_resource_is_refused(int status, String path, String body) {
        var ward = Ward.empty();
        Ward.isRefused(ward.send("PUT", path, body), status);
        assertThat(ward.store.count("Patient")).isZero();
        assertThat(ward.send("PUT", "Patient/x", PATIENT).status()).isEqualTo(201);
    }

    @Test
    void a_body_nested_too_deeply_is_refused() {
        var deep = "{\"resourceType\":\"Patient\",\"id\":\"x\",\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
        Ward.isRefused(Ward.empty().send("PUT", "Patient/x", deep), 400);
        assertThat(Ward.empty()
                        .send("PUT", "Patient/x", deep.replaceAll("\\[+", "[").replaceAll("]+", "]"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_body_of_another_media_type_is_refused() {
        var request = new FhirRequest("POST", Ward.BASE, "Patient", null, "text/plain", null, null, PATIENT);
        Ward.isRefused(Ward.empty().endpoint.answer(request), 415);
        assertThat(Ward.empty().send("POST", "Patient", PATIENT).status()).isEqualTo(201);
    }

    @Test
    void an_outcome_repeats_nothing_of_a_value() {
        for (var address : new String[] {
            "Observation?code:in=Jane",
            "Observation?date=Jane",
            "Observation?patient=Jane/Doe/Jane",
            "Observation?J%20Doe=1"
        }) {
            assertThat(WARD.get(address).body().toString())
                    .doesNotContain("Jane")
                    .doesNotContain("Doe");
        }
        assertThat(WARD.get("Observation?foo=Jane").body().toString()).contains("'foo'");
    }

    @Test
    void the_capability_statement_names_exactly_what_can_be_searched() {
        var resources = WARD.get("metadata").body().at("/rest/0/resource");
        assertThat(resources).hasSizeGreaterThan(15);
        for (var resource : resources) {
            for (var parameter : resource.path("searchParam")) {
                var value = parameter.path("type").asText().equals("date") ? "2026" : "x";
                var address = resource.path("type").asText() + "?"
                        + parameter.path("name").asText() + "=" + value;
                assertThat(WARD.get(address).status()).as(address).isEqualTo(200);
            }
        }
    }
}
