package dev.rationale.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Folders;
import dev.rationale.KfrePatient;
import dev.rationale.Records;
import dev.rationale.catalog.DecisionService;
import dev.rationale.catalog.ModelSpec;
import dev.rationale.explanation.Explainer;
import dev.rationale.model.ModelRuntimes;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Scope in the order of the folder, then the number, then its band.
class DeciderTest {
    private final Decider decider = new Decider(new ModelRuntimes(), new Explainer());

    private static Decision.Withheld withheld(KfrePatient patient) {
        return (Decision.Withheld) patient.decision();
    }

    /// What is wrong with a patient, in the order in which the folder asks; the first that is wrong is the reason.
    record Defect(String feature, String reason, UnaryOperator<KfrePatient> change) {}

    static Stream<Defect> defects() {
        return Stream.of(
                new Defect("deceased", "outside-intended-use", patient -> {
                    patient.patient().put("deceasedBoolean", true);
                    return patient;
                }),
                new Defect("age", "outside-intended-use", patient -> {
                    patient.patient().put("birthDate", "2012-01-01");
                    return patient;
                }),
                new Defect("sex", "feature-missing", patient -> {
                    patient.patient().put("gender", "other");
                    return patient;
                }),
                new Defect(
                        "dialysis",
                        "outside-intended-use",
                        patient -> patient.add("conditions", Records.condition("d", Records.SNOMED, "46177005"))),
                new Defect(
                        "transplant",
                        "outside-intended-use",
                        patient -> patient.add("conditions", Records.condition("t", Records.ICD10CM, "Z94.0"))),
                new Defect(
                        "pregnancy",
                        "outside-intended-use",
                        patient -> patient.add("conditions", Records.condition("g", Records.SNOMED, "77386006"))),
                new Defect(
                        "egfr",
                        "feature-stale",
                        patient -> patient.only(
                                "kidney",
                                Records.creatinine("c1", "2026-08-20", "1.8"),
                                Records.creatinine("c2", "2026-02-20", "1.8"))),
                new Defect("uacr", "feature-missing", patient -> patient.only("urine")));
    }

    @Test
    void withholds_by_the_first_rule_that_is_not_met() {
        var all = defects().toList();
        for (var first = 0; first < all.size(); first++) {
            var patient = new KfrePatient();
            for (var defect : all.subList(first, all.size())) {
                patient = defect.change().apply(patient);
            }
            var withheld = withheld(patient);
            assertThat(withheld.feature()).isEqualTo(all.get(first).feature());
            assertThat(withheld.reason().code()).isEqualTo(all.get(first).reason());
        }
    }

    @ParameterizedTest
    @MethodSource("defects")
    void withholds_for_one_defect_and_scores_the_twin(Defect defect) {
        assertThat(withheld(defect.change().apply(new KfrePatient())).feature()).isEqualTo(defect.feature());
        assertThat(new KfrePatient().decision()).isInstanceOf(Decision.Scored.class);
    }

    private static KfrePatient urine(String change) {
        var row = Records.uacr("u", "2026-10-20", "250");
        switch (change) {
            case "comparator" -> row.withObject("/valueQuantity").put("comparator", "<");
            case "unit" -> row.withObject("/valueQuantity").put("unit", "mg/dL").put("code", "mg/dL");
            case "zero" -> row.withObject("/valueQuantity").put("value", 0);
            case "stale" -> row.put("effectiveDateTime", "2025-01-01");
            case "future" -> row.put("effectiveDateTime", "2027-01-01");
            case "undated" -> row.remove("effectiveDateTime");
            case "preliminary" -> row.put("status", "preliminary");
            case "absent" -> row.putObject("dataAbsentReason").put("text", "clotted");
            default -> throw new AssertionError(change);
        }
        return new KfrePatient().only("urine", row);
    }

    @ParameterizedTest
    @CsvSource({
        "comparator, FEATURE_NOT_A_NUMBER, -",
        "absent, FEATURE_NOT_A_NUMBER, -",
        "unit, UNKNOWN_UNIT, -",
        "zero, FEATURE_IMPLAUSIBLE, -",
        "stale, FEATURE_STALE, uacr-missing",
        "future, FEATURE_MISSING, -",
        "undated, FEATURE_MISSING, -",
        "preliminary, FEATURE_MISSING, -"
    })
    void names_what_is_wrong_and_asks_only_for_what_is_plainly_not_there(String change, Reason reason, String notice) {
        var withheld = withheld(urine(change));
        assertThat(withheld.reason()).isEqualTo(reason);
        assertThat(withheld.notice()).isEqualTo(notice.equals("-") ? null : notice);
        assertThat(withheld.because()).startsWith("uacr: ").doesNotContainPattern("[0-9]");
    }

    @Test
    void asks_for_what_is_missing_and_is_silent_about_what_could_not_be_known() {
        assertThat(withheld(new KfrePatient().only("urine")).notice()).isEqualTo("uacr-missing");
        var unknown = withheld(new KfrePatient().unknown("urine"));
        assertThat(unknown.reason()).isEqualTo(Reason.DATA_INCOMPLETE);
        assertThat(unknown.notice()).isNull();
    }

    @Test
    void shows_a_card_without_a_risk_below_the_range() {
        var patient = new KfrePatient()
                .only(
                        "kidney",
                        Records.creatinine("a", "2026-11-20", "6.5"),
                        Records.creatinine("b", "2026-06-20", "6.3"));
        var withheld = withheld(patient);
        assertThat(withheld.reason()).isEqualTo(Reason.OUTSIDE_INTENDED_USE);
        assertThat(withheld.notice()).isEqualTo("below-range");
        assertThat(withheld.criteria()).hasSize(1);
    }

    @Test
    void withholds_when_no_runtime_scores_the_model_or_the_time_is_over() {
        var service = withModelOfKind("crystal-ball");
        var features = new KfrePatient().features();
        assertThat(((Decision.Withheld) decider.decide(service, features)).reason())
                .isEqualTo(Reason.MODEL_UNAVAILABLE);
        assertThat(((Decision.Withheld) decider.tooLate(service, features)).reason())
                .isEqualTo(Reason.DEADLINE_PASSED);
    }

    private static DecisionService withModelOfKind(String kind) {
        var service = Folders.kfre();
        var model = service.answering();
        var other = new ModelSpec(
                model.version(),
                model.title(),
                kind,
                model.calibration(),
                model.source(),
                model.licence(),
                model.derivations(),
                model.comparedWith(),
                model.inputs(),
                model.terms(),
                model.outputs(),
                model.vectors());
        return new DecisionService(
                service.id(),
                service.hooks(),
                service.title(),
                service.description(),
                service.usageRequirements(),
                service.prefetch(),
                service.required(),
                service.intendedUse(),
                service.codes(),
                service.measurements(),
                service.features(),
                service.scope(),
                service.model(),
                service.bands(),
                service.criteria(),
                service.notices(),
                service.suggestions(),
                service.systemActions(),
                service.card(),
                Map.of(model.version(), other),
                service.version());
    }

    /// A folder whose scope forgets an input: the runtime refuses, and nothing is scored.
    @Test
    void withholds_when_the_scope_forgot_an_input() {
        var forgetful = Folders.changed(
                        "service.yaml",
                        "  - {feature: uacr, limits: {above: 0}, reason: feature-missing, because: There is no usable"
                                + " urine albumin-creatinine ratio., noticeWhenAbsent: uacr-missing}\n",
                        "")
                .service()
                .orElseThrow();
        var decision = (Decision.Withheld) decider.decide(
                forgetful, new KfrePatient(forgetful).only("urine").features());
        assertThat(decision.reason()).isEqualTo(Reason.FEATURE_MISSING);
        assertThat(decision.feature()).isEqualTo("uacr");
    }

    @ParameterizedTest
    @CsvSource({
        "0.40, 0.80, kidney-replacement-planning",
        "0.3999, 0.80, multidisciplinary-care",
        "0.10, 0.30, multidisciplinary-care",
        "0.0999, 0.30, referral",
        "0.01, 0.05, referral",
        "0.01, 0.0499, below-referral-risk",
        "0, 0, below-referral-risk"
    })
    void puts_a_risk_into_the_first_band_that_holds(double two, double five, String band) {
        var outputs = Map.of("risk_2y", two, "risk_5y", five);
        assertThat(Folders.kfre().bands().stream()
                        .filter(one -> one.holds(outputs))
                        .findFirst()
                        .orElseThrow()
                        .id())
                .isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({"299.9, 0", "300, 1", "33.9, 1"})
    void knows_the_criteria_that_hold_whatever_the_risk(String value, int criteria) {
        var unit = value.equals("33.9") ? "mg/mmol" : "mg/g";
        var patient = new KfrePatient().only("urine", Records.lab("u", "9318-7", "2026-10-20", value, unit));
        assertThat(patient.decision().criteria()).hasSize(criteria);
    }
}
