package dev.rationale.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Folders;
import dev.rationale.KfrePatient;
import dev.rationale.Records;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates, limits and references, whatever a folder says.
class RenderingTest {
    private static final String SUMMARY = "Kidney failure risk: {risk_5y} within 5 years, {risk_2y} within 2 years.";

    /// A character outside the basic plane is two chars and one code point.
    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "\ud83d\ude00"})
    void cuts_a_summary_at_139_code_points(String character) {
        var service = Folders.changed("service.yaml", SUMMARY, character.repeat(200))
                .service()
                .orElseThrow();
        var summary = new KfrePatient(service).cards().getFirst().summary();
        assertThat(summary.codePointCount(0, summary.length())).isEqualTo(139);
        assertThat(summary).isEqualTo(character.repeat(138) + "…");
        var exact = Folders.changed("service.yaml", SUMMARY, character.repeat(139))
                .service()
                .orElseThrow();
        assertThat(new KfrePatient(exact).cards().getFirst().summary()).isEqualTo(character.repeat(139));
    }

    @Test
    void shows_no_card_in_a_band_that_is_not_shown() {
        var silent = Folders.changed("service.yaml", "show: true", "show: false")
                .service()
                .orElseThrow();
        assertThat(new KfrePatient(silent).cards()).isEmpty();
        assertThat(new KfrePatient(silent).verdict()).isEqualTo("scored");
    }

    @ParameterizedTest
    @CsvSource({
        "card.md, {risk_5y} within 5 years, {risk_5y within 5 years",
        "card.md, {risk_5y} within 5 years, {risk_10y} within 5 years",
        "card.md, {band.guideline}, {band.guidelines}",
        "uacr-missing.md, {version}, {risk_5y}",
        "uacr-missing.md, {#if uacr_when}, {#if}",
        "below-range.md, {/if}, ''"
    })
    void refuses_what_is_no_template(String file, String from, String to) {
        var loaded = Folders.changed(file, from, to);
        assertThat(loaded.service()).isEmpty();
        assertThat(loaded.findings()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.file()).isEqualTo(file);
            assertThat(finding.line()).isPositive();
        });
    }

    @Test
    void refuses_a_summary_with_a_name_that_nobody_defines() {
        var loaded = Folders.changed(
                "service.yaml", "summary: \"Kidney failure risk: {risk_5y}", "summary: \"Risk: {risk_9y}");
        assertThat(loaded.findings()).singleElement().satisfies(finding -> {
            assertThat(Folders.kfre()
                            .version()
                            .files()
                            .get("service.yaml")
                            .lines()
                            .toList()
                            .get(finding.line() - 1))
                    .contains("summary: \"Kidney failure risk: {risk_5y}");
            assertThat(finding.todo()).contains("risk_5y, risk_5y_range");
        });
    }

    @Test
    void fills_a_resource_in_its_tree_and_leaves_out_what_has_no_value() {
        var template = Records.json("""
                {'subject':{'reference':'{patient}'},'encounter':{'reference':'{encounter}'},
                 'note':[{'text':'{reason}'},{'text':'{user} x'}],'priority':'routine','n':1}""");
        var filled = new ResourceTemplate(Map.of("patient", "Patient/p", "reason", "a \"b\" {patient}")).fill(template);
        assertThat(filled)
                .isEqualTo(Records.json("{'subject':{'reference':'Patient/p'},'priority':'routine','n':1}")
                        .set(
                                "note",
                                Records.json("{'x':[{'text':'a \\\"b\\\" {patient}'}]}")
                                        .path("x")));
    }

    @Test
    void names_the_encounter_and_the_user_where_there_are_any() {
        var decision = new KfrePatient().decision();
        var references = new References("Patient/p", null, "Encounter/9");
        var card = new Renderer(new Templates())
                .render(Folders.kfre(), UUID.randomUUID(), decision, references)
                .getFirst();
        var resource = card.suggestions().getFirst().actions().getFirst().resource();
        assertThat(resource.at("/encounter/reference").asText()).isEqualTo("Encounter/9");
        assertThat(resource.has("requester")).isFalse();
    }
}
