package dev.rationale.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `score`: a table in, the same table with predictions out.
class ScoreWordTest {
    private static final String NORTH_AMERICA = "4-variable-north-america";

    private final InputStream usualInput = System.in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        System.setIn(usualInput);
    }

    private int run(String... arguments) {
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                80);
        var all = new java.util.ArrayList<>(List.of("score", "--service", "kfre-ckd"));
        all.addAll(Arrays.asList(arguments));
        return Words.commandLine(terminal).execute(all.toArray(String[]::new));
    }

    private List<Map<String, String>> scored(String version, String csv) {
        System.setIn(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
        assertThat(run("--model", version)).as(err::toString).isZero();
        var schema = CsvSchema.emptySchema().withHeader();
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(schema)
                .readValues(out.toString(StandardCharsets.UTF_8))) {
            return rows.readAll();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// The first of the published reference rows; -0.2201 * (5.5 - 7.036) and so on for the contributions.
    @Test
    void scores_a_row_with_its_contributions_and_passes_other_columns_through() {
        var row = scored(NORTH_AMERICA, "id,age,sex,egfr,uacr,note\nkfre-0001,55,male,45,120,x\n")
                .getFirst();
        assertThat(row.keySet())
                .containsExactly(
                        "id",
                        "age",
                        "sex",
                        "egfr",
                        "uacr",
                        "note",
                        "risk_2y",
                        "risk_5y",
                        "withheld",
                        "outside",
                        "contribution.age",
                        "contribution.sex",
                        "contribution.egfr",
                        "contribution.uacr");
        assertThat(Double.parseDouble(row.get("risk_2y"))).isCloseTo(0.0124707343272084, within(1e-9));
        assertThat(Double.parseDouble(row.get("risk_5y"))).isCloseTo(0.0384213677301458, within(1e-9));
        assertThat(Double.parseDouble(row.get("contribution.age"))).isCloseTo(0.3380736, within(1e-12));
        assertThat(Double.parseDouble(row.get("contribution.sex"))).isCloseTo(0.10751186, within(1e-12));
        assertThat(Double.parseDouble(row.get("contribution.egfr"))).isCloseTo(-0.9898126, within(1e-12));
        assertThat(Double.parseDouble(row.get("contribution.uacr")))
                .isCloseTo(0.451 * (Math.log(120) - 5.137), within(1e-12));
        assertThat(row.get("id") + row.get("note") + row.get("withheld") + row.get("outside"))
                .isEqualTo("kfre-0001x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "60,male,30,0; uacr must be above 0",
                "60,male,30,-5; uacr must be above 0",
                "60,male,30,; uacr is missing",
                "60,male,30; uacr is missing",
                ",male,30,100; age is missing",
                "60,,30,100; sex is missing",
                "60,male,30,<3; uacr is a limit",
                "60,male,30,>300; uacr is a limit",
                "60,male,30,trace; uacr is not a number",
                "60,male,30,NaN; uacr is not a number",
                "60,male,30,1e400; uacr is not a number",
                "60,male,30,0x1p3; uacr is not a number",
                "60,1,30,100; sex must be one of",
                "60,M,30,100; sex must be one of",
                "60,other,30,100; sex must be one of",
                "200,male,30,100; age must be at least 0 and at most 130",
                "60,male,0,100; egfr must be above 0",
                "60,male,30,5,100; there are more cells than names in the header"
            })
    void withholds_what_cannot_be_scored_and_says_why(String cells, String why) {
        var rows = scored(NORTH_AMERICA, "age,sex,egfr,uacr\n" + cells + "\n60,male,30,100\n");
        assertThat(rows.getFirst().get("withheld")).startsWith(why);
        assertThat(rows.getFirst().get("risk_5y") + rows.getFirst().get("contribution.age"))
                .isEmpty();
        assertThat(rows.getLast().get("withheld")).isEmpty();
        assertThat(rows.getLast().get("risk_5y")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "60, 60, egfr",
        "60, 59.99, ''",
        "60, 9.99, egfr",
        "60, 10, ''",
        "17, 30, age",
        "111, 30, age",
        "111, 75, age egfr",
        "18, 30, ''",
        "110, 30, ''"
    })
    void scores_and_marks_what_is_outside_the_population(String age, String egfr, String outside) {
        var row = scored(NORTH_AMERICA, "age,sex,egfr,uacr\n" + age + ",male," + egfr + ",100\n")
                .getFirst();
        assertThat(row.get("outside")).isEqualTo(outside);
        assertThat(row.get("risk_5y")).isNotEmpty();
        assertThat(row.get("withheld")).isEmpty();
    }

    @Test
    void needs_all_eight_for_the_eight_variable_version() {
        var rows = scored("8-variable-north-america", """
                age,sex,egfr,uacr,albumin,phosphate,bicarbonate,calcium
                55,male,45,120,4.2,3.3,24,9.1
                55,male,45,120,,3.3,24,9.1
                """);
        assertThat(Double.parseDouble(rows.getFirst().get("risk_5y"))).isCloseTo(0.0362450499609762, within(1e-9));
        assertThat(rows.getLast().get("withheld")).isEqualTo("albumin is missing");
    }

    @Test
    void reads_what_spreadsheets_write() {
        var rows = scored(
                NORTH_AMERICA,
                "\ufeff\"age\",\"sex\",\"egfr\",\"uacr\",\"note\"\r\n# a comment\r\n55,male,45,120,\"a \"\"b\"\" c\"\r\n\r\n55,male,45,120,d\r\n");
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().get("risk_5y")).isEqualTo(rows.getLast().get("risk_5y"));
        assertThat(rows.getFirst().get("note")).isEqualTo("a \"b\" c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'age,sex,egfr'; The header lacks uacr",
                "'Age,sex,egfr,uacr'; The header lacks age",
                "'55,male,45,120'; The header lacks age, sex, egfr, uacr",
                "'age,sex,egfr,uacr,age'; The header has a name twice",
                "''; The input is empty"
            })
    void refuses_a_header_it_cannot_read_by(String header, String why) {
        System.setIn(new ByteArrayInputStream((header + "\n").getBytes(StandardCharsets.UTF_8)));
        assertThat(run("--model", NORTH_AMERICA)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(why).hasLineCount(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void prints_the_header_with_units_and_a_row_that_can_be_scored() {
        assertThat(run("--model", "4-variable-uk", "--columns")).isZero();
        var printed = out.toString(StandardCharsets.UTF_8);
        assertThat(printed.lines())
                .contains(
                        "# KFRE, 4 variables, United Kingdom (4-variable-uk)",
                        "# age: age, a",
                        "# sex: sex, female or male",
                        "# egfr: eGFR, mL/min/{1.73_m2}",
                        "# uacr: urine albumin, mg/g",
                        "age,sex,egfr,uacr",
                        "70,male,36,170");
        out.reset();
        assertThat(scored("4-variable-uk", printed))
                .singleElement()
                .satisfies(row -> assertThat(row.get("risk_5y")).isNotEmpty());
    }

    /// A row is known to be whole when the next one begins.
    @Test
    void answers_while_rows_still_come() throws Exception {
        var input = new PipedOutputStream();
        System.setIn(new PipedInputStream(input));
        var done = CompletableFuture.supplyAsync(() -> run("--model", NORTH_AMERICA));
        input.write("age,sex,egfr,uacr\n55,male,45,120\n72,female,28,800\n".getBytes(StandardCharsets.UTF_8));
        input.flush();
        await(2);
        input.write("72,female,28,800\n".getBytes(StandardCharsets.UTF_8));
        input.flush();
        await(3);
        assertThat(done).isNotDone();
        input.close();
        assertThat(done.get()).isZero();
    }

    private void await(int lines) throws InterruptedException {
        var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (out.toString(StandardCharsets.UTF_8).lines().count() < lines) {
            assertThat(System.nanoTime()).as("no answer yet").isLessThan(until);
            Thread.sleep(20);
        }
    }

    @Test
    void reads_a_file_and_refuses_one_that_is_not_there_or_no_text(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("rows.csv"), "age,sex,egfr,uacr\n55,male,45,120\n");
        assertThat(run("--model", NORTH_AMERICA, file.toString())).isZero();
        assertThat(run("--model", NORTH_AMERICA, folder.resolve("none.csv").toString()))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot be read");
        var latin = Files.write(
                folder.resolve("latin.csv"),
                "age,sex,egfr,uacr,n\n55,male,45,120,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run("--model", NORTH_AMERICA, latin.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("The input is not UTF-8 text.");
    }

    @Test
    void names_the_versions_there_are() {
        assertThat(run("--model", "4-variable-mars")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("There is no model version `4-variable-mars`", "4-variable-uk");
    }
}
