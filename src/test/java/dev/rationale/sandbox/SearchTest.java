package dev.rationale.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every search against ids worked out from the rows by plain loops.
class SearchTest {
    private static final Ward WARD = Ward.full();
    private static final String CREATININE = "code=http://loinc.org|2160-0";

    static Stream<Arguments> searches() {
        return Stream.of(
                search("Observation?patient=high-risk", observation(row -> of(row, "high-risk"))),
                search("Observation?patient=Patient/high-risk", observation(row -> of(row, "high-risk"))),
                search("Observation?subject=Patient/high-risk", observation(row -> of(row, "high-risk"))),
                search("Observation?subject:Patient=high-risk", observation(row -> of(row, "high-risk"))),
                search(
                        "Observation?patient=" + Ward.BASE + "/Patient/high-risk",
                        observation(row -> of(row, "high-risk"))),
                search(
                        "Observation?patient=high-risk,low-risk",
                        observation(row -> of(row, "high-risk") || of(row, "low-risk"))),
                search("Observation?patient=high-risk&subject=low-risk", observation(_ -> false)),
                search("Observation?patient=nobody", observation(_ -> false)),
                search("Observation?patient=http://elsewhere.org/fhir/Patient/high-risk", observation(_ -> false)),
                search("Observation?" + CREATININE, observation(row -> coded(row, "2160-0"))),
                search("Observation?code=2160-0", observation(row -> coded(row, "2160-0"))),
                search(
                        "Observation?code=2160-0,9318-7",
                        observation(row -> coded(row, "2160-0") || coded(row, "9318-7"))),
                search(
                        "Observation?code=http://loinc.org%7C2160-0,14959-1&patient=child",
                        observation(row -> of(row, "child") && (coded(row, "2160-0") || coded(row, "14959-1")))),
                search("Observation?code=http://snomed.info/sct|2160-0", observation(_ -> false)),
                search("Observation?code=|2160-0", observation(_ -> false)),
                search("Observation?code=http://loinc.org|&patient=acute", observation(row -> of(row, "acute"))),
                search(
                        "Observation?code:not=2160-0&patient=acute",
                        observation(row -> of(row, "acute") && !coded(row, "2160-0"))),
                search(
                        "Observation?component-code=8480-6&patient=acute",
                        observation(row -> of(row, "acute") && coded(row, "85354-9"))),
                search("Observation?status=final&patient=acute", observation(row -> of(row, "acute"))),
                search(
                        "Observation?status=http://hl7.org/fhir/observation-status|final&patient=acute",
                        observation(row -> of(row, "acute"))),
                search("Observation?status=preliminary,cancelled", observation(_ -> false)),
                search(
                        "Observation?category=vital-signs&patient=acute",
                        observation(row -> of(row, "acute")
                                && row.at("/category/0/coding/0/code").asText().equals("vital-signs"))),
                search(
                        "Observation?encounter=acute-visit-6",
                        observation(
                                row -> row.at("/encounter/reference").asText().equals("Encounter/acute-visit-6"))),
                search(
                        "Observation?_id=acute-creatinine-6",
                        observation(row -> row.path("id").asText().equals("acute-creatinine-6"))),
                search(
                        "Observation?date=ge2026-01-01",
                        observation(row -> !drawn(row).isBefore(at("2026-01-01")))),
                search(
                        "Observation?date=gt2026-01-01",
                        observation(row -> !drawn(row).isBefore(at("2026-01-02")))),
                search(
                        "Observation?date=lt2026-01",
                        observation(row -> drawn(row).isBefore(at("2026-01-01")))),
                search(
                        "Observation?date=le2026-01",
                        observation(row -> drawn(row).isBefore(at("2026-02-01")))),
                search("Observation?date=sa2025", observation(row -> !drawn(row).isBefore(at("2026-01-01")))),
                search("Observation?date=eb2025", observation(row -> drawn(row).isBefore(at("2025-01-01")))),
                search(
                        "Observation?date=2025-12",
                        observation(row -> !drawn(row).isBefore(at("2025-12-01"))
                                && drawn(row).isBefore(at("2026-01-01")))),
                search(
                        "Observation?date=ne2025",
                        observation(row -> drawn(row).isBefore(at("2025-01-01"))
                                || !drawn(row).isBefore(at("2026-01-01")))),
                search(
                        "Observation?date=ge2025-03&date=lt2025-09&patient=acute",
                        observation(row -> of(row, "acute")
                                && !drawn(row).isBefore(at("2025-03-01"))
                                && drawn(row).isBefore(at("2025-09-01")))),
                search(
                        "Observation?date=lt2025-03,ge2026-02",
                        observation(row -> drawn(row).isBefore(at("2025-03-01"))
                                || !drawn(row).isBefore(at("2026-02-01")))),
                search(
                        "Observation?date=ge2026-02-24T09:30:00%2B01:00&patient=acute",
                        observation(row ->
                                of(row, "acute") && !drawn(row).isBefore(Instant.parse("2026-02-24T08:30:00Z")))),
                search(
                        "Condition?patient=dialysis&clinical-status=active",
                        all("Condition", row -> of(row, "dialysis"))),
                search("Condition?patient=dialysis&clinical-status=resolved", all("Condition", _ -> false)),
                search(
                        "Condition?code=http://snomed.info/sct|433144002,http://snomed.info/sct|431857002",
                        all("Condition", row -> coded(row, "433144002") || coded(row, "431857002"))),
                search("Condition?category=problem-list-item&patient=child", all("Condition", row -> of(row, "child"))),
                search(
                        "Encounter?patient=child&date=ge2026",
                        all(
                                "Encounter",
                                row -> of(row, "child")
                                        && row.at("/period/start").asText().compareTo("2026") > 0)),
                search("Encounter?class=AMB&patient=child", all("Encounter", row -> of(row, "child"))),
                search("Procedure?patient=transplant&code=70536003", all("Procedure", row -> of(row, "transplant"))),
                search("ServiceRequest?status=active&intent=order", all("ServiceRequest", _ -> true)),
                search(
                        "ServiceRequest?performer-type=394589003&patient=already-referred",
                        all("ServiceRequest", row -> of(row, "already-referred"))),
                search(
                        "MedicationRequest?patient=high-risk&status=active",
                        all("MedicationRequest", row -> of(row, "high-risk"))),
                search(
                        "DiagnosticReport?patient=child&result=Observation/child-creatinine-20",
                        all("DiagnosticReport", row -> row.path("id").asText().equals("child-report-20"))),
                search("AllergyIntolerance?clinical-status=active", all("AllergyIntolerance", _ -> true)),
                search(
                        "CarePlan?patient=child&condition=child-ckd-3",
                        all("CarePlan", row -> row.path("id").asText().equals("child-care-plan"))),
                search(
                        "Patient?gender=female&birthdate=lt1960",
                        all(
                                "Patient",
                                row -> row.path("gender").asText().equals("female")
                                        && row.path("birthDate").asText().compareTo("1960") < 0)),
                search(
                        "Patient?family=bRA",
                        all("Patient", row -> row.at("/name/0/family").asText().startsWith("Bra"))),
                search(
                        "Patient?name:exact=Brandt",
                        all("Patient", row -> row.path("id").asText().equals("high-risk"))),
                search(
                        "Patient?family:contains=and",
                        all("Patient", row -> row.at("/name/0/family").asText().contains("and"))),
                search("Patient?death-date=ge2026", all("Patient", row -> row.has("deceasedDateTime"))),
                search("Practitioner?_id=sandbox-clinician", all("Practitioner", _ -> true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("searches")
    void finds_exactly_the_rows_that_a_plain_loop_finds(String address, List<String> expected) {
        var answer = WARD.get(address + "&_count=1000");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("total").asInt()).isEqualTo(expected.size());
        assertThat(Ward.ids(answer.body()))
                .isEqualTo(expected.stream().limit(1000).toList());
    }

    @Test
    void the_loops_find_something_wherever_the_search_is_not_meant_to_be_empty() {
        var empty = searches()
                .filter(search -> ((List<?>) search.get()[1]).isEmpty())
                .count();
        assertThat(empty).isEqualTo(8);
    }

    @Test
    void sorts_by_date_in_both_directions() {
        var rows = new ArrayList<>(rows("Observation", row -> of(row, "acute") && coded(row, "2160-0")));
        rows.sort(Comparator.comparing(SearchTest::drawn));
        var oldestFirst = rows.stream().map(row -> row.path("id").asText()).toList();
        assertThat(oldestFirst).hasSize(5);
        assertThat(WARD.ids("Observation?patient=acute&code=2160-0&_sort=date")).isEqualTo(oldestFirst);
        assertThat(WARD.ids("Observation?patient=acute&code=2160-0&_sort=-date"))
                .isEqualTo(oldestFirst.reversed());
        assertThat(WARD.ids("Observation?patient=acute&code=2160-0&_sort=-date&_count=1"))
                .containsExactly(oldestFirst.getLast());
    }

    @Test
    void rows_without_the_date_come_last_in_both_directions() {
        var ward = Ward.empty();
        put(ward, "none", "");
        put(ward, "old", ",\"effectiveDateTime\":\"2020\"");
        put(ward, "new", ",\"effectiveDateTime\":\"2021-05-05\"");
        assertThat(ward.ids("Observation?_sort=date")).containsExactly("old", "new", "none");
        assertThat(ward.ids("Observation?_sort=-date")).containsExactly("new", "old", "none");
    }

    @Test
    void a_row_with_a_date_that_is_none_is_not_found_by_date_and_harms_no_other() {
        var ward = Ward.empty();
        put(ward, "odd", ",\"effectiveDateTime\":\"2021-02-30\"");
        put(ward, "good", ",\"effectiveDateTime\":\"2021-02-28\"");
        assertThat(ward.ids("Observation?date=ge2000")).containsExactly("good");
        assertThat(ward.ids("Observation?_sort=date")).containsExactly("good", "odd");
    }

    @Test
    void a_search_by_post_finds_what_the_same_search_by_get_finds() {
        var form = CREATININE.replace("|", "%7C") + "&patient=acute&_sort=-date";
        var posted = WARD.send("POST", "Observation/_search", form);
        assertThat(posted.status()).isEqualTo(200);
        assertThat(Ward.ids(posted.body())).hasSize(5).isEqualTo(WARD.ids("Observation?" + form));
    }

    @Test
    void a_backslash_makes_a_separator_part_of_the_value() {
        var ward = Ward.empty();
        ward.send(
                "PUT", "Organization/o", "{\"resourceType\":\"Organization\",\"id\":\"o\",\"name\":\"Renal, North\"}");
        assertThat(ward.ids("Organization?name=Renal%5C,%20N")).containsExactly("o");
        assertThat(ward.ids("Organization?name=North,Kidney")).isEmpty();
    }

    private static void put(Ward ward, String id, String more) {
        var body = "{\"resourceType\":\"Observation\",\"id\":\"" + id + "\"" + more + "}";
        assertThat(ward.send("PUT", "Observation/" + id, body).status()).isEqualTo(201);
    }

    private static Arguments search(String address, Function<String, List<String>> loop) {
        return Arguments.of(address, loop.apply(address));
    }

    private static Function<String, List<String>> observation(Predicate<JsonNode> wanted) {
        return all("Observation", wanted);
    }

    private static Function<String, List<String>> all(String type, Predicate<JsonNode> wanted) {
        return _ ->
                rows(type, wanted).stream().map(row -> row.path("id").asText()).toList();
    }

    private static List<JsonNode> rows(String type, Predicate<JsonNode> wanted) {
        var found = new ArrayList<JsonNode>();
        for (var stored : WARD.store.all(type)) {
            if (wanted.test(stored.tree())) {
                found.add(stored.tree());
            }
        }
        return found;
    }

    private static boolean of(JsonNode row, String patient) {
        return row.at("/subject/reference").asText().equals("Patient/" + patient);
    }

    private static boolean coded(JsonNode row, String code) {
        return row.at("/code/coding/0/code").asText().equals(code);
    }

    private static Instant drawn(JsonNode row) {
        return OffsetDateTime.parse(row.path("effectiveDateTime").asText()).toInstant();
    }

    private static Instant at(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }
}
