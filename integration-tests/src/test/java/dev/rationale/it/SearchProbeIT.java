package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One and the same searches at the sandbox and at a FHIR server that others wrote, after one and the same
/// transaction. The ids that are expected were worked out by hand from the rows below.
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(SharedService.class)
class SearchProbeIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<String, String> SYSTEMS =
            Map.of("loinc", "http://loinc.org", "own", "urn:probe", "snomed", "http://snomed.info/sct");

    private final String sandbox;
    private ForeignServer foreign;
    private PagingFront front;

    SearchProbeIT(RunningService service) {
        this.sandbox = service.fhir();
    }

    ForeignServer foreign() {
        return Medplum.start();
    }

    @BeforeAll
    void load() {
        foreign = foreign();
        front = PagingFront.before(foreign);
        var rows = List.of(
                resource("Patient", "probe-a", ""),
                resource("Patient", "probe-b", ""),
                lab("o1", "probe-a", "final", "2024-12-31T23:30:00Z", "loinc|2160-0"),
                lab("o2", "probe-a", "final", "2025-01-01T00:30:00+01:00", "loinc|2160-0 own|crea"),
                lab("o3", "probe-a", "amended", "2025-01-15", "own|2160-0"),
                lab("o4", "probe-a", "final", "2025-02-01T08:00:00Z", "loinc|9318-7"),
                lab("o5", "probe-a", "cancelled", "2025-02-28T23:59:59Z", "loinc|9318-7"),
                lab("o6", "probe-a", "final", "2026-03-05T10:00:00Z", "own|crea"),
                lab("o7", "probe-b", "final", "2025-02-01T08:00:00Z", "loinc|2160-0"),
                condition("c1", "probe-a", "active", "snomed|431855005"),
                condition("c2", "probe-a", "resolved", "snomed|431855005"),
                condition("c3", "probe-a", "active", "own|431855005"));
        var transaction = ForeignSalt.transaction(rows).toString();
        foreign.transact(transaction);
        assertThat(send("POST", URI.create(sandbox), transaction).statusCode()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        front.close();
        foreign.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            Observation?patient=probe-a;                                            o1 o2 o3 o4 o5 o6
            Observation?patient=Patient/probe-a;                                    o1 o2 o3 o4 o5 o6
            Observation?subject=Patient/probe-b;                                    o7
            Observation?patient=probe;                                              ''
            Observation?patient=probe-a&code=http://loinc.org|2160-0;               o1 o2
            Observation?patient=probe-a&code=2160-0;                                o1 o2 o3
            Observation?patient=probe-a&code=urn:probe|2160-0;                      o3
            Observation?patient=probe-a&code=urn:probe|crea;                        o2 o6
            Observation?patient=probe-a&code=http://loinc.org|2160-0,http://loinc.org|9318-7; o1 o2 o4 o5
            Observation?patient=probe-a&code=http://loinc.org|9318-7,crea;          o2 o4 o5 o6
            Observation?patient=probe-a&code=http://snomed.info/sct|2160-0;         ''
            Observation?patient=probe-a&status=final;                               o1 o2 o4 o6
            Observation?patient=probe-a&status=amended,cancelled;                   o3 o5
            Observation?patient=probe-a&status=final&code=2160-0;                   o1 o2
            Observation?patient=probe-a&_id=o4;                                     o4
            Observation?patient=probe-a&date=ge2025-02-01;                          o4 o5 o6
            Observation?patient=probe-a&date=lt2025-01-15;                          o1 o2
            Observation?patient=probe-a&date=ge2025-01-15&date=lt2025-03-01;        o3 o4 o5
            Observation?patient=probe-a&date=gt2025-02-01T08:00:00Z;                o5 o6
            Observation?patient=probe-a&date=ge2025-02-01T08:00:00Z;                o4 o5 o6
            Observation?patient=probe-a&date=le2025-01-01;                          o1 o2
            Condition?patient=probe-a&clinical-status=active;                       c1 c3
            Condition?patient=probe-a&code=http://snomed.info/sct|431855005;        c1 c2
            Condition?patient=probe-a&code=431855005&clinical-status=active;        c1 c3
            """)
    void finds_the_same_rows(String search, String ids) {
        var expected = words(ids);
        assertThat(walked(sandbox, search)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(walked(front.base(), search)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(ids(posted(sandbox, search))).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(ids(posted(foreign.base().toString(), search))).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Observation?patient=probe-a&date=2025-02;   o4 o5
            Observation?patient=probe-a&date=2025;      o3 o4 o5
            Observation?patient=probe-a&date=ge2025-02; o4 o5 o6
            Observation?patient=probe-a&date=lt2025-02; o1 o2 o3
            Observation?patient=probe-a&date=le2025;    o1 o2 o3 o4 o5
            Observation?patient=probe-a&date=gt2025;    o6
            """)
    void a_month_or_a_year_stands_for_all_its_days(String search, String ids) {
        assertThat(walked(sandbox, search)).containsExactlyInAnyOrderElementsOf(words(ids));
        assumeThat(knowsPartsOfDates()).isTrue();
        assertThat(walked(front.base(), search)).containsExactlyInAnyOrderElementsOf(words(ids));
    }

    /// Whether the server compares months and years as FHIR R4 says (the table of prefixes in Search, 3.1.1.4.6).
    boolean knowsPartsOfDates() {
        return true;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Observation?patient=probe-a&date=ge2025-01-02&_sort=date;           o3 o4 o5 o6
            Observation?patient=probe-a&date=ge2025-01-02&_sort=-date;          o6 o5 o4 o3
            Observation?patient=probe-a&date=ge2025-01-02&_sort=-date&_count=2; o6 o5
            Observation?patient=probe-a&date=ge2025-01-02&_sort=date&_count=1;  o3
            """)
    void gives_the_same_first_page_in_the_same_order(String search, String ids) {
        assertThat(ids(get(sandbox, search))).containsExactlyElementsOf(words(ids));
        assertThat(ids(get(foreign.base().toString(), search))).containsExactlyElementsOf(words(ids));
    }

    @Test
    void pages_of_two_lead_to_the_same_rows_in_the_same_order() {
        var search = "Observation?patient=probe-a&date=ge2025-01-02&_sort=-date&_count=2";
        assertThat(walked(sandbox, search)).containsExactly("o6", "o5", "o4", "o3");
        assertThat(walked(front.base(), search)).containsExactly("o6", "o5", "o4", "o3");
    }

    @Test
    void reads_what_is_there_and_says_404_for_what_is_not() {
        for (var base : List.of(sandbox, foreign.base().toString())) {
            assertThat(get(base, "Observation/o2").path("id").asText()).isEqualTo("o2");
            var missing = send("GET", URI.create(base + "/Observation/o99"), "");
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.body()).contains("OperationOutcome");
        }
    }

    private static ObjectNode lab(String id, String patient, String status, String date, String codes) {
        var lab = resource("Observation", id, patient);
        lab.put("status", status).put("effectiveDateTime", date).set("code", concept(codes));
        return lab;
    }

    private static ObjectNode condition(String id, String patient, String status, String codes) {
        var condition = resource("Condition", id, patient);
        condition.set("code", concept(codes));
        condition
                .putObject("clinicalStatus")
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/condition-clinical")
                .put("code", status);
        return condition;
    }

    private static ObjectNode resource(String type, String id, String patient) {
        var resource = JSON.createObjectNode().put("resourceType", type).put("id", id);
        if (!patient.isEmpty()) {
            resource.putObject("subject").put("reference", "Patient/" + patient);
        }
        return resource;
    }

    private static ObjectNode concept(String codes) {
        var concept = JSON.createObjectNode();
        for (var code : codes.split(" ")) {
            concept.withArray("coding")
                    .addObject()
                    .put("system", SYSTEMS.get(code.substring(0, code.indexOf('|'))))
                    .put("code", code.substring(code.indexOf('|') + 1));
        }
        return concept;
    }

    private static List<String> words(String ids) {
        return ids == null || ids.isBlank() || ids.equals("''") ? List.of() : List.of(ids.split(" "));
    }

    /// The ids of all pages.
    private static List<String> walked(String base, String search) {
        var ids = new ArrayList<String>();
        var page = get(base, search);
        ids.addAll(ids(page));
        for (var next = next(page); next.isPresent(); next = next(page)) {
            page = tree(send("GET", URI.create(next.get().replace("|", "%7C")), ""));
            ids.addAll(ids(page));
        }
        return ids;
    }

    private static Optional<String> next(JsonNode page) {
        return page.path("link")
                .valueStream()
                .filter(link -> link.path("relation").asText().equals("next"))
                .map(link -> link.path("url").asText())
                .findFirst();
    }

    private static List<String> ids(JsonNode page) {
        return page.path("entry")
                .valueStream()
                .map(entry -> entry.path("resource").path("id").asText())
                .toList();
    }

    private static JsonNode get(String base, String search) {
        var mark = search.indexOf('?');
        var query = mark < 0 ? "" : "?" + encoded(search.substring(mark + 1));
        return tree(send("GET", URI.create(base + "/" + (mark < 0 ? search : search.substring(0, mark)) + query), ""));
    }

    private static JsonNode posted(String base, String search) {
        var mark = search.indexOf('?');
        var address = URI.create(base + "/" + search.substring(0, mark) + "/_search");
        return tree(send("POST", address, encoded(search.substring(mark + 1))));
    }

    private static String encoded(String query) {
        return List.of(query.split("&")).stream()
                .map(pair -> pair.split("=", 2))
                .map(pair -> pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static JsonNode tree(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri() + ": " + answer.body()).isEqualTo(200);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static HttpResponse<String> send(String method, URI address, String body) {
        var type =
                address.getPath().endsWith("_search") ? "application/x-www-form-urlencoded" : "application/fhir+json";
        try {
            var request = HttpRequest.newBuilder(address)
                    .header("Content-Type", type)
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
