package dev.rationale.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Folders;
import dev.rationale.catalog.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A version that does not reproduce its published numbers is not offered. The twin of each is the shipped folder.
class GoldenVectorsTest {
    private static final String VECTORS = "models/4-variable-uk/vectors.csv";

    private static List<Finding> changed(String file, String from, String to) {
        return Folders.changed(file, from, to).findings();
    }

    @ParameterizedTest
    @CsvSource({
        "beta: -0.2201, beta: -0.2202",
        "beta: 0.2467, beta: 0.2466",
        "beta: -0.5567, beta: -0.5568",
        "beta: 0.451, beta: 0.4510001",
        "centre: 7.036, centre: 7.037",
        "centre: 5.137, centre: 5.1371",
        "divideBy: 5, divideBy: 6",
        "s0: 0.957, s0: 0.9571"
    })
    void refuse_a_wrong_number(String right, String wrong) {
        var file = "models/4-variable-uk/model.yaml";
        var findings = changed(file, right, wrong);
        assertThat(findings).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.file()).isEqualTo(VECTORS);
            assertThat(finding.line()).isPositive();
            assertThat(finding.what()).contains("is off by");
            assertThat(finding.todo()).isNotBlank();
        });
    }

    @Test
    void refuse_terms_that_slipped_out_of_their_parenthesis() {
        var findings = changed(
                "models/4-variable-uk/model.yaml", "centre: 0.5642, beta: 0.2467", "centre: 2.2870, beta: 0.2467");
        assertThat(findings).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1e-8, false", "1e-10, true"})
    void allow_an_error_of_a_billionth(double error, boolean allowed) {
        var files = new TreeMap<>(Folders.kfre().version().files());
        var lines = files.get(VECTORS).lines().toList();
        var header = List.of(lines.stream()
                .filter(line -> !line.startsWith("#"))
                .findFirst()
                .orElseThrow()
                .split(","));
        var row = lines.getLast().split(",");
        var at = header.indexOf("risk_5y");
        row[at] = String.valueOf(Double.parseDouble(row[at]) + error);
        files.put(VECTORS, files.get(VECTORS).replace(lines.getLast(), String.join(",", row)));
        assertThat(Folders.loaded(files).service().isPresent()).isEqualTo(allowed);
    }

    @Test
    void refuse_to_be_missing_or_empty() {
        var files = new TreeMap<>(Folders.kfre().version().files());
        files.remove(VECTORS);
        assertThat(Folders.loaded(files).findings())
                .extracting(Finding::what)
                .containsExactly("There are no golden vectors.");
        files.put(VECTORS, "# nothing\nid,age,sex,egfr,uacr,risk_2y,risk_5y\n");
        assertThat(Folders.loaded(files).findings())
                .extracting(Finding::what)
                .containsExactly("There are no golden vectors.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1,70,1,36,170,x,0.07; has a cell that is no number",
                "1,70,1,36,170; has a cell that is no number",
                "1,70,1,36,,0.02,0.07; has a cell that is no number",
                "1,70,1,36,0,0.02,0.07; is not scored",
                "1,70,1,36,170,NaN,0.07; is off by NaN"
            })
    void refuse_a_row_that_proves_nothing(String row, String what) {
        var files = new TreeMap<>(Folders.kfre().version().files());
        files.put(VECTORS, "id,age,sex,egfr,uacr,risk_2y,risk_5y\n" + row + "\n");
        assertThat(Folders.loaded(files).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.what()).contains(what);
            assertThat(finding.line()).isEqualTo(2);
        });
    }

    @Test
    void need_a_runtime() {
        var findings = changed("models/4-variable-uk/model.yaml", "kind: equation", "kind: crystal-ball");
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo("models/4-variable-uk/model.yaml");
            assertThat(finding.what()).contains("crystal-ball");
        });
    }

    @Test
    void prove_every_version_that_is_shipped() {
        var models = Folders.kfre().models();
        assertThat(models.keySet())
                .containsExactlyInAnyOrder(
                        "4-variable-north-america",
                        "4-variable-non-north-america",
                        "4-variable-uk",
                        "8-variable-north-america",
                        "8-variable-non-north-america");
        assertThat(Map.copyOf(models))
                .allSatisfy((name, model) -> assertThat(Folders.kfre()
                                .version()
                                .files()
                                .get("models/" + name + "/" + model.vectors())
                                .lines())
                        .hasSizeGreaterThan(14));
    }
}
