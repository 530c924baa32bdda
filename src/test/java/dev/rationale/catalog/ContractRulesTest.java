package dev.rationale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.FixtureFolders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a folder may not ask of the contract. The twin of every refusal is the folder as it is.
class ContractRulesTest {
    private static final String PREFETCH = "Patient/{{context.patientId}}";

    /// @param line on which the finding must stand
    record Wrong(String folder, String text, String by, String line, String what) {
        @Override
        public String toString() {
            return by;
        }
    }

    static List<Wrong> wrongs() {
        return List.of(
                // Hooks and what they bring.
                draft("[order-sign, order-select]", "[order-sing]", "hooks:", "is no hook of the CDS Hooks library"),
                draft("[order-sign, order-select]", "[order-sign, order-sign]", "hooks:", "named twice"),
                draft(
                        "[order-sign, order-select]",
                        "[order-sign, patient-view]",
                        "anyOf:",
                        "is not brought by patient-view"),
                draft(
                        "context.draftOrders, codes: nsaid",
                        "context.selections, codes: nsaid",
                        "anyOf:",
                        "is not brought by order-sign"),
                draft(
                        "context.draftOrders, codes: nsaid",
                        "drafts, codes: nsaid",
                        "{from: drafts, codes: nsaid}",
                        "There is no prefetch key"),
                selected("{{userPractitionerRoleId}}", "{{userPatientId}}", "user:", "has no user of type Patient"),
                selected("{{userPractitionerRoleId}}", "{{userId}}", "user:", "is no prefetch token of order-select"),
                // Suggestions.
                draft(
                        "    unless: paracetamol_ordered\n",
                        "    create: suggestions/paracetamol.json\n",
                        "replace:",
                        "either `create` or `actions`"),
                draft(
                        "delete: nsaid_ordered}\n  shorten",
                        "delete: no_feature}\n  shorten",
                        "Remove the draft",
                        "There is no feature"),
                draft(
                        "delete: nsaid_ordered}\n  shorten",
                        "delete: age}\n  shorten",
                        "Remove the draft",
                        "does not look only at what the call itself brings"),
                draft(
                        "update: nsaid_ordered, with: suggestions/three-days.json",
                        "update: nsaid_ordered",
                        "Limit the draft",
                        "belong together"),
                draft("suggestions/three-days.json", "suggestions/none.json", "Limit the draft", "There is no file"),
                draft(
                        "suggestions/three-days.json",
                        "suggestions/paracetamol.json",
                        "Limit the draft",
                        "changes `resourceType`"),
                draft(
                        "create: suggestions/paracetamol.json",
                        "create: suggestions/three-days.json",
                        "Order paracetamol",
                        "is no FHIR resource"),
                draft(
                        "delete: nsaid_ordered}\n  shorten",
                        "delete: nsaid_ordered, create: suggestions/paracetamol.json}\n  shorten",
                        "delete: nsaid_ordered",
                        "exactly one of"),
                draft(
                        "    label: No NSAID\n",
                        "    label: No NSAID\n    separable: true\n",
                        "separable:",
                        "nothing to separate"),
                // Source, links, override reasons.
                draft("https://example.org/draft-nsaid.png", "draft-nsaid.png", "icon:", "no absolute https address"),
                draft(
                        "https://example.org/draft-nsaid\n",
                        "http://example.org/draft-nsaid\n",
                        "url: http://example.org/draft-nsaid",
                        "no absolute https address"),
                draft(
                        "\"https://example.org/guideline\"",
                        "\"/guideline\"",
                        "The guideline",
                        "no absolute https address"),
                draft(
                        "type: absolute}",
                        "type: absolute, appContext: x}",
                        "The guideline",
                        "Only a link to a SMART app"),
                draft("type: absolute}", "type: absolute, autolaunchable: true}", "The guideline", "may never be seen"),
                draft("{\"decision\":\"{decision}\"}", "{}", "The whole story", "may never be seen"),
                draft("code: draft-nsaid, display", "code: " + "x".repeat(101) + ", display", "topic:", "at most 100"),
                draft(
                        "display: Patient refuses/declines",
                        "display: ''",
                        "overrideReasons:",
                        "lacks system or display"),
                // System actions.
                draft("[open]", "[]", "systemActions: [mark]", "without being shown"),
                draft(
                        "    suggest: [shorten]\n",
                        "    suggest: [shorten]\n    systemActions: [mark]\n",
                        "systemActions: [mark]\n    show",
                        "a score acts only through people"),
                draft(
                        "systemActions: [mark]",
                        "systemActions: [no-such]",
                        "systemActions: [no-such]",
                        "There is no suggestion"));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void refuses_a_folder_and_names_the_line(Wrong wrong) {
        assertThat(FixtureFolders.service(wrong.folder())).as("the twin").isNotNull();
        var findings = FixtureFolders.findings(wrong.folder(), "service.yaml", wrong.text(), wrong.by());
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.what()).contains(wrong.what());
            assertThat(finding.todo()).isNotBlank();
            assertThat(lineOf(wrong, finding.line())).isTrue();
        });
    }

    /// Whether the finding's line is one on which the expected text begins.
    private static boolean lineOf(Wrong wrong, int line) {
        var yaml = FixtureFolders.text(wrong.folder(), "service.yaml").replace(wrong.text(), wrong.by());
        var lines = yaml.lines().toList();
        var begins = wrong.line().lines().findFirst().orElseThrow();
        return lines.get(line - 1).contains(begins);
    }

    @Test
    void takes_system_actions_beside_a_score_when_they_are_declared() {
        var yaml = FixtureFolders.text("draft-nsaid", "service.yaml");
        assertThat(FixtureFolders.findings(
                        "draft-nsaid",
                        "service.yaml",
                        yaml,
                        yaml.replace("besideScores: false", "besideScores: true")
                                .replace(
                                        "    suggest: [shorten]\n",
                                        "    suggest: [shorten]\n    systemActions: [mark]\n")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{context.userId}}",
                "Practitioner/{{userPractitionerId}}",
                "PractitionerRole?_id={{userPractitionerRoleId}}",
                "Encounter/{{context.encounterId}}",
                "Observation?patient={{context.patientId}}&code=http://loinc.org|4548-4,http://loinc.org|1-8&_count=1&_sort=-date",
                "Observation?patient={{context.patientId}}&code:in=http://example.org/ValueSet/x&date=ge2020-01-01&date=lt2021",
                "Condition?patient={{context.patientId}}&clinical-status=active&category=problem-list-item",
                "Observation?patient={{context.patientId}}&_lastUpdated=gt2020-01-01T00:00:00Z",
                "Questionnaire/phq-9"
            })
    void takes_a_prefetch_template_of_the_subset(String template) {
        assertThat(prefetch(template)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient",
                "patient/{{context.patientId}}",
                "{{context.patientId}}",
                "Practitioner/{{context.userId}}",
                "Patient/{{context.patientId}}/_history",
                "Patient/{{context.patientId}}/$everything",
                "https://ehr.example.org/fhir/Patient/{{context.patientId}}",
                "Observation?patient={{context.patientID}}",
                "Observation?patient={{ context.patientId }}",
                "Observation?patient={{context.draftOrders}}",
                "Observation?patient={{context.patientId}}&date=gt{{today()}}",
                "Medication?_id={{context.draftOrders.entry.resource.ofType(MedicationRequest).medication.resolve().id}}",
                "Practitioner?_id={{%conditions.entry.resource.asserter.resolve().id}}",
                "Observation?patient={{context.patientId}}&code:text=sugar",
                "Observation?patient={{context.patientId}}&code:not=1-8",
                "Observation?subject:Patient.name=x",
                "Observation?patient.name=x",
                "Observation?patient={{context.patientId}}&_include=Observation:performer",
                "Observation?patient={{context.patientId}}&_has:Group:member:_id=1",
                "Observation?patient={{context.patientId}}&_maxresults=5",
                "Observation?patient={{context.patientId}}&_count=many",
                "Observation?patient={{context.patientId}}&_count=0",
                "Observation?patient={{context.patientId}}&_sort=-date desc",
                "Observation?patient={{context.patientId}}&date=sa2020-01-01",
                "Observation?patient={{context.patientId}}&date=ne2020-01-01",
                "Observation?patient={{context.patientId}}&value-quantity=gt5",
                "Observation?patient={{context.patientId}}&code=",
                "Observation?patient={{context.patientId}}&x=100%",
                "Observation?patient={{context.patientId}}#x",
                "Observation?"
            })
    void refuses_a_prefetch_template_that_not_every_client_can_fill(String template) {
        assertThat(prefetch(template)).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo("service.yaml");
            assertThat(FixtureFolders.text("draft-nsaid", "service.yaml")
                            .lines()
                            .toList()
                            .get(finding.line() - 1))
                    .contains("patient: " + PREFETCH);
        });
    }

    @Test
    void takes_a_token_only_when_every_hook_of_the_folder_has_it() {
        assertThat(FixtureFolders.findings("every-hook", "service.yaml", PREFETCH, "Encounter/{{context.encounterId}}"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("order-dispatch"));
        assertThat(FixtureFolders.findings(
                        "every-hook", "service.yaml", PREFETCH, "Practitioner/{{userPractitionerId}}"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("order-dispatch"));
    }

    private static List<Finding> prefetch(String template) {
        return FixtureFolders.findings(
                "draft-nsaid", "service.yaml", "patient: " + PREFETCH, "patient: \"" + template + "\"");
    }

    private static Wrong draft(String text, String by, String line, String what) {
        return new Wrong("draft-nsaid", text, by, line, what);
    }

    private static Wrong selected(String text, String by, String line, String what) {
        return new Wrong("selected-nsaid", text, by, line, what);
    }
}
