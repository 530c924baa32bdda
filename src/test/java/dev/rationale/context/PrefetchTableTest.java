package dev.rationale.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rationale.Records;
import dev.rationale.cdshooks.HookRefusal;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole table of `docs/prefetch.md`: each state of a key, with and without access to FHIR, required and optional.
class PrefetchTableTest {
    private static final String SEARCH = "Observation?patient={{context.patientId}}&_sort=-date&_count=10";
    private static final String READ = "Patient/{{context.patientId}}";

    private final FhirServer fhir;

    PrefetchTableTest() throws Exception {
        fhir = new FhirServer()
                .on(
                        "Observation",
                        Records.bundle(
                                Records.creatinine("f1", "2026-11-20", "1.8"),
                                Records.creatinine("f2", "2026-10-20", "1.8"),
                                Records.creatinine("f3", "2026-09-20", "1.8")))
                .on("Patient/p", Records.patient());
    }

    @AfterEach
    void stop() {
        fhir.close();
    }

    private static JsonNode search(String state) {
        var one = Records.creatinine("c1", "2026-11-20", "1.8");
        var other = Records.creatinine("c2", "2026-11-20", "1.8");
        other.withObject("/subject").put("reference", "Patient/q");
        var next = Records.bundle(one);
        next.putArray("link").addObject().put("relation", "next").put("url", "Observation?page=2");
        return switch (state) {
            case "bundle" -> Records.bundle(one);
            case "empty" -> Records.bundle();
            case "next" -> next;
            case "resource" -> one;
            case "null" -> null;
            case "outcome" -> Records.json("{'resourceType':'OperationOutcome','issue':[]}");
            case "text" -> TextNode.valueOf("Bundle");
            case "other-type" -> Records.bundle(Records.patient());
            case "other-patient" -> Records.bundle(other);
            case "mixed" -> Records.bundle(other, one, Records.patient());
            case "nulls" -> Records.json("{'resourceType':'Bundle','entry':[null,{},{'resource':null}]}");
            case "entry-object" -> Records.json("{'resourceType':'Bundle','entry':{}}");
            case "entry-text" -> Records.json("{'resourceType':'Bundle','entry':'none'}");
            case "entry-null" -> Records.json("{'resourceType':'Bundle','entry':null}");
            default -> throw new AssertionError(state);
        };
    }

    private static UnaryOperator<Gathering> bringing(String state, String key) {
        return switch (state) {
            case "absent" -> gathering -> gathering;
            case "null" -> gathering -> gathering.bringsNull(key);
            default -> gathering -> gathering.brings(key, search(state));
        };
    }

    @ParameterizedTest
    @CsvSource({
        "bundle, complete 1, complete 1, complete 1",
        "empty, complete 0, complete 0, complete 0",
        "next, complete 4, cut at the end 1, cut at the end 1",
        "resource, complete 3, cut at the end 1, cut at the end 1",
        "null, complete 3, complete 0, complete 0",
        "outcome, complete 3, unknown not-found, 412 not-found labs",
        "absent, complete 3, unknown not-found, 412 not-found labs",
        "text, complete 3, unknown not-found, 412 not-found labs",
        "other-type, complete 3, unknown not-found, 412 not-found labs",
        "other-patient, complete 3, unknown not-found, 412 not-found labs",
        "mixed, complete 1, complete 1, complete 1",
        "nulls, complete 3, unknown not-found, 412 not-found labs",
        "entry-object, complete 3, unknown not-found, 412 not-found labs",
        "entry-text, complete 3, unknown not-found, 412 not-found labs",
        "entry-null, complete 3, unknown not-found, 412 not-found labs"
    })
    void of_a_search(String state, String withAccess, String without, String withoutAndRequired) {
        var bringing = bringing(state, "labs");
        assertThat(bringing.apply(Gathering.of("labs", SEARCH).at(fhir.base())).outcome())
                .isEqualTo(withAccess);
        assertThat(bringing.apply(Gathering.of("labs", SEARCH)).outcome()).isEqualTo(without);
        assertThat(bringing.apply(Gathering.of("labs", SEARCH).required("labs")).outcome())
                .isEqualTo(withoutAndRequired);
    }

    @ParameterizedTest
    @CsvSource({
        "patient, complete 1, complete 1, complete 1",
        "null, complete 1, complete 0, 412 not-found patient",
        "outcome, complete 1, unknown not-found, 412 not-found patient",
        "absent, complete 1, unknown not-found, 412 not-found patient",
        "other, complete 1, unknown not-found, 412 not-found patient"
    })
    void of_a_read(String state, String withAccess, String without, String withoutAndRequired) {
        UnaryOperator<Gathering> bringing = switch (state) {
            case "patient" -> gathering -> gathering.brings("patient", Records.patient());
            case "other" ->
                gathering -> gathering.brings("patient", Records.patient().put("id", "q"));
            default -> bringing(state, "patient");
        };
        assertThat(bringing.apply(Gathering.of("patient", READ).at(fhir.base())).outcome())
                .isEqualTo(withAccess);
        assertThat(bringing.apply(Gathering.of("patient", READ)).outcome()).isEqualTo(without);
        assertThat(bringing.apply(Gathering.of("patient", READ).required("patient"))
                        .outcome())
                .isEqualTo(withoutAndRequired);
    }

    @Test
    void asks_nothing_that_the_call_brought_whole() {
        assertThat(Gathering.of("labs", SEARCH)
                        .at(fhir.base())
                        .brings("labs", search("bundle"))
                        .outcome())
                .isEqualTo("complete 1");
        assertThat(fhir.asked()).isEmpty();
    }

    @Test
    void asks_each_key_once() {
        var context = Gathering.of("labs", SEARCH)
                .and("patient", READ)
                .at(fhir.base())
                .bringsNull("labs")
                .context();
        assertThat(context.parts().keySet()).containsExactly("labs", "patient");
        assertThat(fhir.targets())
                .containsExactlyInAnyOrder("Observation?patient=p&_sort=-date&_count=10", "Patient/p");
    }

    @Test
    void asks_no_server_that_is_not_registered() {
        assertThat(Gathering.of("labs", SEARCH).naming(fhir.base()).outcome()).isEqualTo("unknown not-found");
        assertThat(fhir.asked()).isEmpty();
    }

    @Test
    void names_every_required_key_that_is_missing() {
        var gathering = Gathering.of("labs", SEARCH)
                .and("patient", READ)
                .and("more", SEARCH)
                .required("labs", "patient");
        org.assertj.core.api.Assertions.assertThatThrownBy(gathering::context)
                .isInstanceOfSatisfying(HookRefusal.class, refusal -> {
                    assertThat(refusal.error().status()).isEqualTo(412);
                    assertThat(refusal.issues())
                            .extracting(issue -> issue.expression().getFirst())
                            .containsExactly("labs", "patient");
                });
    }

    @Test
    void reports_what_became_of_a_key() {
        var report = Gathering.of("labs", SEARCH)
                .brings("labs", search("mixed"))
                .context()
                .reports()
                .getFirst();
        assertThat(report.given()).isEqualTo("bundle");
        assertThat(report.origin()).isEqualTo("prefetch");
        assertThat(report.rows()).isEqualTo(1);
        assertThat(report.droppedOtherPatient()).isEqualTo(1);
        assertThat(report.droppedOtherType()).isEqualTo(1);
        assertThat(report.complete()).isTrue();
    }
}
