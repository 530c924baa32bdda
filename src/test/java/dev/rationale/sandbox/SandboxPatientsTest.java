package dev.rationale.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each curated patient shows what its id says and would otherwise have a card; worked out here from the FHIR rows.
class SandboxPatientsTest {
    private static final Ward WARD = Ward.full();
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    private static final Set<String> CREATININE = Set.of("2160-0", "14682-9");
    private static final Set<String> ALBUMINURIA = Set.of("9318-7", "14959-1");
    private static final Map<String, Double> TO_MG_PER_DL =
            Map.of("mg/dL", 1.0, "mg/dl", 1.0, "umol/L", 1 / 88.42, "µmol/L", 1 / 88.42);
    private static final Map<String, Double> TO_MG_PER_G = Map.of("mg/g", 1.0, "mg/g creat", 1.0, "mg/mmol", 1 / 0.113);

    private record Lab(long daysAgo, double value, String unit, JsonNode row) {}

    @Test
    void the_curated_patients_are_these() {
        assertThat(WARD.patients.curated())
                .extracting(PatientStory::id)
                .containsExactly(
                        "high-risk",
                        "low-risk",
                        "uacr-missing",
                        "stale-labs",
                        "si-units",
                        "lab-spelled-units",
                        "dialysis",
                        "transplant",
                        "child",
                        "already-referred",
                        "mdrd-only",
                        "unknown-unit",
                        "acute",
                        "below-range",
                        "comparator",
                        "pregnant",
                        "deceased");
        assertThat(WARD.patients.curated())
                .allSatisfy(story -> assertThat(story.shows()).isNotBlank());
        assertThat(WARD.store.count("Patient")).isEqualTo(57);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "high-risk",
                "low-risk",
                "uacr-missing",
                "si-units",
                "lab-spelled-units",
                "dialysis",
                "transplant",
                "already-referred",
                "comparator",
                "pregnant",
                "deceased"
            })
    void eligible_but_for_what_the_id_says(String patient) {
        var draws = labs(patient, CREATININE);
        assertThat(draws.getFirst().daysAgo()).isLessThanOrEqualTo(60);
        assertThat(filtration(patient, draws.getFirst())).isBetween(10.0, 58.0);
        assertThat(draws).anySatisfy(draw -> {
            assertThat(draw.daysAgo()).isGreaterThanOrEqualTo(draws.getFirst().daysAgo() + 90);
            assertThat(filtration(patient, draw)).isLessThan(59);
        });
        assertThat(latestOverMedian(draws)).isLessThan(1.2);
        assertThat(age(patient)).isGreaterThanOrEqualTo(18);
        assertThat(codes("Condition", patient)).containsAnyOf("433144002", "431857002");
    }

    @Test
    void high_risk_has_a_high_five_year_risk_and_low_risk_a_low_one() {
        assertThat(fiveYearRisk("high-risk")).isBetween(0.42, 0.60);
        assertThat(fiveYearRisk("low-risk")).isBetween(0.0001, 0.03);
        assertThat(filtration("low-risk", labs("low-risk", CREATININE).getFirst()))
                .isBetween(45.0, 59.0);
        assertThat(fiveYearRisk("already-referred")).isGreaterThan(0.05);
        assertThat(fiveYearRisk("si-units")).isGreaterThan(0.05);
        assertThat(fiveYearRisk("lab-spelled-units")).isGreaterThan(0.05);
    }

    @Test
    void what_is_missing_or_old_is_missing_or_old() {
        assertThat(labs("uacr-missing", ALBUMINURIA)).isEmpty();
        assertThat(labs("mdrd-only", CREATININE)).isEmpty();
        assertThat(labs("mdrd-only", Set.of("33914-3"))).hasSize(5);
        assertThat(labs("stale-labs", CREATININE).getFirst().daysAgo()).isEqualTo(200);
        assertThat(labs("stale-labs", ALBUMINURIA).getFirst().daysAgo()).isLessThan(365);
    }

    @Test
    void units_are_written_as_the_ids_say() {
        assertThat(labs("si-units", CREATININE))
                .allSatisfy(lab -> assertThat(lab.unit()).isEqualTo("umol/L"));
        assertThat(labs("si-units", ALBUMINURIA))
                .allSatisfy(lab -> assertThat(lab.unit()).isEqualTo("mg/mmol"));
        assertThat(labs("lab-spelled-units", CREATININE)).extracting(Lab::unit).contains("mg/dl", "µmol/L");
        assertThat(labs("lab-spelled-units", ALBUMINURIA)).allSatisfy(lab -> {
            assertThat(lab.unit()).isEqualTo("mg/g creat");
            assertThat(lab.row().at("/valueQuantity/system").isMissingNode()).isTrue();
        });
        assertThat(labs("unknown-unit", CREATININE))
                .hasSize(5)
                .allSatisfy(lab -> assertThat(lab.unit()).isEqualTo("U/mL-ish"));
        assertThat(labs("high-risk", CREATININE))
                .allSatisfy(
                        lab -> assertThat(lab.row().at("/valueQuantity/system").asText())
                                .isEqualTo("http://unitsofmeasure.org"));
    }

    @Test
    void exclusions_are_written_as_the_ids_say() {
        assertThat(codes("Condition", "dialysis")).contains("46177005");
        assertThat(codes("Procedure", "dialysis")).contains("265764009", "302497006");
        assertThat(codes("Condition", "transplant")).contains("Z94.0");
        assertThat(codes("Procedure", "transplant")).contains("70536003");
        assertThat(codes("Condition", "pregnant")).contains("77386006");
        assertThat(age("child")).isEqualTo(12);
        assertThat(patient("deceased").has("deceasedDateTime")).isTrue();
        assertThat(codes("ServiceRequest", "already-referred")).contains("103696004");
        assertThat(
                        WARD.ids(
                                "ServiceRequest?patient=already-referred&status=active&intent=order&performer-type=http://snomed.info/sct|394589003"))
                .hasSize(1);
    }

    @Test
    void values_are_what_the_ids_say() {
        var acute = labs("acute", CREATININE);
        assertThat(latestOverMedian(acute)).isBetween(1.9, 2.1);
        var below = labs("below-range", CREATININE);
        assertThat(filtration("below-range", below.getFirst())).isBetween(6.0, 8.5);
        assertThat(latestOverMedian(below)).isLessThan(1.2);
        assertThat(labs("comparator", ALBUMINURIA))
                .singleElement()
                .satisfies(lab -> assertThat(
                                lab.row().at("/valueQuantity/comparator").asText())
                        .isEqualTo("<"));
    }

    @Test
    void every_patient_has_a_year_or_more_of_dated_labs_and_usual_care() {
        var all = new ArrayList<>(WARD.patients.curated());
        all.addAll(WARD.patients.generated());
        assertThat(all).hasSize(57).allSatisfy(story -> {
            assertThat(story.visits().stream().mapToInt(day -> day).max().orElse(0))
                    .as(story.id())
                    .isGreaterThanOrEqualTo(355);
            assertThat(story.visits().stream().mapToInt(day -> day).min().orElse(0))
                    .as(story.id())
                    .isGreaterThan(2);
            assertThat(codes("Observation", story.id())).contains("85354-9", "718-7", "2823-3");
            assertThat(WARD.ids("Encounter?patient=" + story.id())).hasSameSizeAs(story.visits());
        });
    }

    @Test
    void the_generated_patients_are_the_same_at_every_start_and_of_both_kinds() {
        assertThat(new StoryGenerator().generate()).isEqualTo(WARD.patients.generated());
        assertThat(WARD.patients.generated())
                .hasSize(40)
                .extracting(PatientStory::id)
                .contains("sandbox-001", "sandbox-040");
        var chronic = WARD.patients.generated().stream()
                .filter(story -> story.problems().keySet().stream().anyMatch(name -> name.startsWith("ckd")))
                .toList();
        assertThat(chronic)
                .hasSize(24)
                .allSatisfy(story -> assertThat(filtration(
                                story.id(), labs(story.id(), CREATININE).getFirst()))
                        .isBetween(15.0, 60.0));
    }

    @Test
    void dates_follow_the_clock() {
        var later = Ward.empty();
        later.patients.fill(later.store, Clock.offset(Ward.CLOCK, Duration.ofDays(500)));
        var row = later.get("Observation/high-risk-creatinine-12").body();
        assertThat(row.path("effectiveDateTime").asText())
                .startsWith(TODAY.plusDays(500 - 12).toString());
    }

    @Test
    void every_reference_leads_to_a_resource_that_is_there() {
        var checked = new int[1];
        for (var type : WARD.table.types()) {
            for (var stored : WARD.store.all(type)) {
                stored.tree().findValuesAsText("reference").forEach(reference -> {
                    checked[0]++;
                    assertThat(WARD.get(reference).status()).as(reference).isEqualTo(200);
                });
            }
        }
        assertThat(checked[0]).isGreaterThan(5000);
    }

    @Test
    void the_sandbox_understands_every_prefetch_template_that_is_shipped() throws IOException {
        var yaml = new ObjectMapper(new YAMLFactory());
        var templates = yaml.readTree(
                        Path.of("cds-services/kfre-ckd/service.yaml").toFile())
                .path("prefetch");
        assertThat(templates).isNotEmpty();
        for (var template : templates) {
            var answer = WARD.get(template.asText().replace("{{context.patientId}}", "already-referred"));
            assertThat(answer.status()).as(template.asText()).isEqualTo(200);
        }
    }

    private static double fiveYearRisk(String patient) {
        var filtration = filtration(patient, labs(patient, CREATININE).getFirst());
        var albuminuria = labs(patient, ALBUMINURIA).getFirst();
        var male = patient(patient).path("gender").asText().equals("male") ? 1 : 0;
        var predictor = -0.2201 * (age(patient) / 10.0 - 7.036)
                + 0.2467 * (male - 0.5642)
                - 0.5567 * (filtration / 5 - 7.222)
                + 0.4510 * (Math.log(albuminuria.value() * TO_MG_PER_G.get(albuminuria.unit())) - 5.137);
        return 1 - Math.pow(0.9240, Math.exp(predictor));
    }

    /// CKD-EPI 2021, at today's age.
    private static double filtration(String patient, Lab creatinine) {
        var female = patient(patient).path("gender").asText().equals("female");
        var ratio = creatinine.value() * TO_MG_PER_DL.get(creatinine.unit()) / (female ? 0.7 : 0.9);
        return 142
                * Math.pow(Math.min(ratio, 1), female ? -0.241 : -0.302)
                * Math.pow(Math.max(ratio, 1), -1.2)
                * Math.pow(0.9938, age(patient))
                * (female ? 1.012 : 1);
    }

    private static double latestOverMedian(List<Lab> draws) {
        var earlier = draws.stream()
                .skip(1)
                .filter(draw -> draw.daysAgo() - draws.getFirst().daysAgo() <= 365)
                .mapToDouble(draw -> draw.value() * TO_MG_PER_DL.get(draw.unit()))
                .sorted()
                .toArray();
        var middle = (earlier[(earlier.length - 1) / 2] + earlier[earlier.length / 2]) / 2;
        return draws.getFirst().value() * TO_MG_PER_DL.get(draws.getFirst().unit()) / middle;
    }

    /// The latest first.
    private static List<Lab> labs(String patient, Set<String> codes) {
        var labs = new ArrayList<Lab>();
        for (var row : rows("Observation", patient)) {
            if (codes.contains(row.at("/code/coding/0/code").asText())) {
                var day = OffsetDateTime.parse(row.path("effectiveDateTime").asText())
                        .toLocalDate();
                var quantity = row.path("valueQuantity");
                labs.add(new Lab(
                        TODAY.toEpochDay() - day.toEpochDay(),
                        quantity.path("value").asDouble(),
                        quantity.path("unit").asText(),
                        row));
            }
        }
        labs.sort(java.util.Comparator.comparingLong(Lab::daysAgo));
        return labs;
    }

    private static List<String> codes(String type, String patient) {
        return rows(type, patient).stream()
                .map(row -> row.at("/code/coding/0/code").asText())
                .toList();
    }

    private static List<JsonNode> rows(String type, String patient) {
        var rows = new ArrayList<JsonNode>();
        for (var stored : WARD.store.all(type)) {
            if (stored.tree().at("/subject/reference").asText().equals("Patient/" + patient)) {
                rows.add(stored.tree());
            }
        }
        return rows;
    }

    private static int age(String patient) {
        return (int) java.time.temporal.ChronoUnit.YEARS.between(
                LocalDate.parse(patient(patient).path("birthDate").asText()), TODAY);
    }

    private static JsonNode patient(String id) {
        return WARD.get("Patient/" + id).body();
    }
}
