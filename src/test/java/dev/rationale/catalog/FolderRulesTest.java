package dev.rationale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Folders;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each rule: the shipped folder with one thing broken is refused, with file, line and what to do; unbroken it loads.
class FolderRulesTest {
    private static final String SERVICE = "service.yaml";
    private static final String MODEL = "models/4-variable-north-america/model.yaml";

    /// The line on which the change begins, in the changed text.
    private static int line(String file, String from, String to) {
        var text = Folders.kfre().version().files().get(file).replace(from, to);
        var at = text.indexOf(to);
        return (int) text.substring(0, at).lines().count() + (at > 0 && text.charAt(at - 1) == '\n' ? 1 : 0);
    }

    private static void refuses(String file, String from, String to, String what) {
        var loaded = Folders.changed(file, from, to);
        assertThat(loaded.service()).as("%s for %s", to, from).isEmpty();
        assertThat(loaded.findings()).anySatisfy(finding -> {
            assertThat(finding.what()).contains(what);
            assertThat(finding.file()).isEqualTo(file);
            assertThat(finding.line()).isPositive();
            assertThat(finding.todo()).isNotBlank();
            assertThat(finding.toString()).startsWith("kfre-ckd/" + file + ":" + finding.line() + ": ");
        });
    }

    private static void refusesOnItsLine(String file, String from, String to, String what) {
        refuses(file, from, to, what);
        assertThat(Folders.changed(file, from, to).findings())
                .extracting(Finding::line)
                .contains(line(file, from, to));
    }

    @Test
    void loads_the_shipped_folder() {
        assertThat(Folders.loaded(Folders.kfre().version().files()).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "id: kfre-ckd; id: other; The id is not the folder's name",
                "model: 4-variable-north-america; model: 4-variable-mars; There is no model version `4-variable-mars`",
                "required: [patient, kidney]; required: [patient, liver]; There is no prefetch key `liver`",
                "'hooks: [patient-view]'; 'hooks: []'; No hook is named",
                "title: Kidney failure risk; titel: Kidney failure risk; `titel` is not known here"
            })
    void names_what_is_wrong_at_the_top(String from, String to, String what) {
        refusesOnItsLine(SERVICE, from, to, what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "patient: Patient/{{context.patientId}}; patient: Patient/{{context.patient}}; `{{context.patient}}` is no prefetch token of patient-view",
                "patient: Patient/{{context.patientId}}; patient: patient; neither a read of one resource nor a search of one type",
                "patient: Patient/{{context.patientId}}; patient: Patient/{{context.patientId}; neither a read of one resource nor a search of one type",
                "'&_sort=-date&_count=50'; '&_sort=-date&_count=many'; '`_count` must be a number'",
                "http://loinc.org|2160-0,; ''; does not ask for http://loinc.org|2160-0",
                "'http://snomed.info/sct|302497006,'; ''; does not ask for http://snomed.info/sct|302497006"
            })
    void names_what_is_wrong_with_a_prefetch(String from, String to, String what) {
        refuses(SERVICE, from, to, what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'- http://loinc.org|2160-0 '; '- 2160-0 '; This is no code of a code system",
                "'- http://loinc.org|2160-0 '; '- http://loinc.org| 2160-0 '; This is no code of a code system"
            })
    void names_what_is_wrong_with_a_code(String from, String to, String what) {
        refusesOnItsLine(SERVICE, from, to, what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'      umol/L: {divideBy: 88.42}'; '      umols/L: {divideBy: 88.42}'; `umols/L` is no UCUM unit",
                "'      mg/L: {divideBy: 10}'; '      mg/L: {divideBy: 100}'; 1 mg/L is not 0.01 mg/dL",
                "'      g/L: {multiplyBy: 100}'; '      g/L: {}'; 1 g/L is not 1.0 mg/dL",
                "'      g/g: {multiplyBy: 1000}'; '      g/g: {multiplyBy: 100}'; 1 g/g is not 100.0 mg/g",
                "'      mg/dL: {}'; '      mg/dL: {divideBy: 2}'; Its own unit has a factor",
                "'      mg/dL: {}'; '      mg/mL: {multiplyBy: 100}'; Its own unit is not among its units",
                "'    codes: creatinine'; '    codes: kreatinin'; There is no code list `kreatinin`",
                "'    from: kidney'; '    from: liver'; There is no prefetch key `liver`",
                "'    derived: egfr'; '    derived: gfr'; There is no function `gfr`",
                "'    of: creatinine\n'; '    of: egfr\n'; It is computed from itself",
                "'    of: creatinine\n'; '    of: uacr\n'; `egfr` is computed from mg/dL",
                "by: ckd-epi-2021; by: mdrd; There is no derivation of a hosted model version `mdrd`",
                "measurement: egfr-reported; measurement: egfr-said; There is no measurement `egfr-said`",
                "decimals: 2; decimals: -1; So many decimals cannot be shown"
            })
    void names_what_is_wrong_with_a_measurement(String from, String to, String what) {
        refuses(SERVICE, from.replace("\\n", "\n"), to.replace("\\n", "\n"), what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'verb: age,'; 'verb: ages,'; has no known verb",
                "'label: age, from: patient'; 'label: age, from: person'; There is no prefetch key `person`",
                "function: median; function: average; There is no function `average`",
                "function: sex; function: bmi; There is no function `bmi`",
                "'function: sex, from: patient'; 'function: sex'; It does not say which Patient",
                "'of: [creatinine_now, creatinine_before]'; 'of: [creatinine_now]'; A ratio is of two features",
                "'of: [creatinine_now, creatinine_before]'; 'of: [creatinine_now, uacr]'; before what it is computed from",
                "'of: [creatinine_now, creatinine_before]'; 'of: [creatinine_now, x]'; There is no feature `x`",
                "'from: P365D, to: P7D'; 'from: P7D, to: P365D'; The window does not begin before it ends",
                "'from: P365D, to: P7D'; 'from: P-365D, to: P7D'; The window does not begin before it ends",
                "'of: uacr, within: P12M'; 'of: uacr, within: P0D'; This is no length of time",
                "'of: uacr, within: P12M'; 'of: uacr, within: 12 months'; `features.uacr.within` cannot be",
                "'of: uacr, within: P12M'; 'of: acr, within: P12M'; There is no measurement `acr`",
                "'limits: {below: 60}, apart'; 'limits: {}, apart'; There is no limit to keep",
                "'codes: dialysis}'; 'codes: dialyses}'; There is no code list `dialyses`",
                "'words: [transplant, allograft]'; 'words: [\" \"]'; An empty word stands in every text"
            })
    void names_what_is_wrong_with_a_feature(String from, String to, String what) {
        refuses(SERVICE, from, to, what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "feature: deceased, is: false; feature: dead, is: false; There is no feature `dead`",
                "feature: deceased, is: false,; feature: deceased,; This rule asks for nothing",
                "reason: not-stable; reason: unstable; There is no reason `unstable`",
                "notice: below-range; notice: below; There is no notice `below`",
                "noticeWhenAbsent: uacr-missing; noticeWhenAbsent: acr-missing; There is no notice `acr-missing`"
            })
    void names_what_is_wrong_with_the_scope(String from, String to, String what) {
        refusesOnItsLine(SERVICE, from, to, what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'when: {risk_2y: {atLeast: 0.40}}'; 'when: {risk_9y: {atLeast: 0.40}}'; There is no output `risk_9y`",
                "'    when: {risk_2y: {atLeast: 0.40}}\n'; ''; The bands after this one can never hold",
                "'  - id: below-referral-risk\n'; '  - id: below-referral-risk\n    when: {risk_5y: {below: 0.05}}\n'; The last band does not always hold",
                "'suggest: [refer-nephrology]'; 'suggest: [refer]'; There is no suggestion `refer`",
                "'indicator: warning'; 'indicator: alarm'; cannot be `alarm`",
                "'unless: referral_active'; 'unless: referred'; There is no feature `referred`",
                "'create: suggestions/uacr-order.json'; 'create: suggestions/uacr.json'; There is no file `suggestions/uacr.json`",
                "'detail: card.md'; 'detail: karte.md'; There is no file `karte.md`",
                "'detail: below-range.md'; 'detail: below.md'; There is no file `below.md`",
                "'code: patient-refuses, display: Patient refuses/declines'; 'code: patient-refuses'; lacks system or display"
            })
    void names_what_is_wrong_with_bands_and_cards(String from, String to, String what) {
        refuses(SERVICE, from.replace("\\n", "\n"), to.replace("\\n", "\n"), what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "version: 4-variable-north-america; version: 4-variable; The version is not the folder's name",
                "'{input: uacr, transform: ln'; '{input: acr, transform: ln'; There is no input `acr`",
                "'link: survival, s0: 0.924'; 'link: survival'; The link has nothing to begin with",
                "'link: survival, s0: 0.924'; 'link: survival, s0: 1.924'; The link has nothing to begin with",
                "'transform: ln'; 'transform: log'; cannot be `log`",
                "'{egfr: ckd-epi-2021}'; '{egfr: ckd-epi-2012}'; There is no equation `ckd-epi-2012`",
                "'derivations: {egfr: ckd-epi-2021}\n'; ''; It does not say how eGFR is computed",
                "'licence: '; 'license: '; `license` is not known here"
            })
    void names_what_is_wrong_with_a_model(String from, String to, String what) {
        refuses(MODEL, from.replace("\\n", "\n"), to.replace("\\n", "\n"), what);
    }

    @Test
    void refuses_a_feature_in_another_unit_than_its_input() {
        var loaded = Folders.changed(MODEL, "label: urine albumin, unit: mg/g", "label: urine albumin, unit: mg/mmol");
        assertThat(loaded.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo(SERVICE);
            assertThat(finding.what()).isEqualTo("It is in mg/g, and the model's input is in mg/mmol.");
        });
    }

    @Test
    void refuses_an_input_that_no_feature_feeds() {
        var loaded = Folders.changed(SERVICE, "model: 4-variable-north-america", "model: 8-variable-north-america");
        assertThat(loaded.findings())
                .extracting(Finding::what)
                .contains("There is no feature for the model's input `albumin`.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "service.yaml; hooks: [patient-view]; hooks: [patient-view; valid YAML",
                "service.yaml; id: kfre-ckd; 'id: kfre-ckd\nid: kfre-ckd'; valid YAML",
                "suggestions/uacr-order.json; '\"status\": \"draft\",'; '\"status\": \"draft\"'; This is not valid JSON",
                "suggestions/uacr-order.json; '\"reference\": \"{patient}\"'; '\"reference\": \"{patients}\"'; There is no placeholder `{patients}`"
            })
    void names_what_cannot_be_read(String file, String from, String to, String what) {
        refuses(file, from, to.replace("\\n", "\n"), what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'of: uacr, within: P12M'; 'of: uacr, within: 12 months'; a length of time such as P90D or P12M",
                "atLeast: 0.40; atLeast: forty; a number",
                "decimals: 2; decimals: two; a whole number",
                "show: true; show: maybe; true or false",
                "indicator: warning; indicator: alarm; 'one of: info, warning, critical'",
                "hooks: [patient-view]; hooks: {a: patient-view}; a list",
                "'limits: {below: 1.5}'; 'limits: 1.5'; names with values",
                "title: Kidney failure risk; 'title: [Kidney, failure]'; a text"
            })
    void says_what_to_write_instead(String from, String to, String todo) {
        assertThat(Folders.changed(SERVICE, from, to).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.todo()).isEqualTo("Write " + todo + ".");
                    assertThat(finding.line()).isEqualTo(line(SERVICE, from, to));
                    assertThat(finding.toString()).doesNotContain("\n");
                });
    }

    @Test
    void refuses_a_suggestion_that_is_no_resource() {
        var loaded = Folders.changed("suggestions/uacr-order.json", "\"resourceType\": \"ServiceRequest\",", "");
        assertThat(loaded.findings()).extracting(Finding::what).anyMatch(what -> what.contains("is no FHIR resource"));
    }

    @Test
    void names_a_member_that_is_missing_and_one_that_has_no_value() {
        refuses(SERVICE, "model: 4-variable-north-america\n", "", "`model` is missing");
        refuses(SERVICE, "hooks: [patient-view]", "hooks: [~]", "`hooks[0]` has no value");
    }

    @Test
    void refuses_a_folder_without_its_service() {
        var files = new TreeMap<>(Folders.kfre().version().files());
        files.remove(SERVICE);
        assertThat(Folders.loaded(files).findings())
                .extracting(Finding::what)
                .containsExactly("There is no such file.");
        assertThat(Folders.loaded(Map.of(SERVICE, "")).findings()).isNotEmpty();
        assertThat(Folders.loaded(Map.of(SERVICE, "just a text")).findings()).isNotEmpty();
    }

    @Test
    void survives_a_check_that_fails_on_a_folder() {
        FolderCheck failing = service -> {
            throw new IllegalStateException("unforeseen");
        };
        var loaded = new FolderLoader(java.util.List.of(failing)).load(java.nio.file.Path.of("cds-services/kfre-ckd"));
        assertThat(loaded.service()).isEmpty();
        assertThat(loaded.findings())
                .singleElement()
                .extracting(Finding::what)
                .asString()
                .contains("unforeseen");
    }
}
