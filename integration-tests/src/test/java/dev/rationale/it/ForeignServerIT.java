package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.substance;
import static dev.rationale.it.HookClient.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same data, once in the call and once in a FHIR server that others wrote, shuffled among rows that must not
/// count and given out two rows at a time: the same decision, and the one that the example says.
@TestInstance(Lifecycle.PER_CLASS)
class ForeignServerIT {
    private static final Instant NOW = Instant.now();
    private static final List<FolderExample> EXAMPLES = FolderExample.all(NOW);

    private ForeignServer foreign;
    private PagingFront front;
    private HookClient ehr;
    private List<ObjectNode> loaded = List.of();

    static List<FolderExample> examples() {
        return EXAMPLES;
    }

    ForeignServer foreign() {
        return Medplum.start();
    }

    @BeforeAll
    void start(@TempDir Path data) {
        foreign = foreign();
        front = PagingFront.before(foreign);
        // Two rows a page and two busy processes more than usual: neither pages nor time are what is tested here.
        ehr = new HookClient(RunningService.start(
                data,
                "rationale.context.max-pages=100",
                "rationale.hooks.gather-within=PT20S",
                "rationale.hooks.answer-within=PT25S"));
    }

    @AfterAll
    void stop() {
        foreign.close();
        front.close();
        ehr.service().close();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void decides_as_the_example_says(FolderExample example) {
        var answer = ehr.post(example.service(), example.request());
        assertThat(Agreement.differences(example.expected(), said(answer))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void decides_the_same_by_a_foreign_server_as_by_prefetch(FolderExample example) {
        for (int seed = 1; seed <= 3; seed++) {
            load(example, new Random(seed));
            var answer = ehr.post(example.service(), example.by(front.base()));
            assertThat(Agreement.differences(example.expected(), said(answer))).isEmpty();
            assertThat(decided(answer)).isEqualTo(decided(ehr.post(example.service(), example.request())));
            assertThat(origins(answer)).isSubsetOf("fhir");
            assertThat(front.asked(request -> request.contains("/metadata"))).isZero();
        }
        assertThat(front.asked(request -> request.contains("_from="))).isPositive();
    }

    @ParameterizedTest
    @MethodSource("examples")
    @ExtendWith(SharedService.class)
    void what_is_cut_short_gives_the_same_or_no_number(FolderExample example, HookClient usual) {
        load(example, new Random(4));
        var answer = usual.post(example.service(), example.by(front.base()));
        if (answer.statusCode() != 200) {
            return;
        }
        var decision = usual.decision(answer);
        var whole = decided(ehr.post(example.service(), example.request()));
        if (decision.path("outcome").asText().equals("scored")) {
            assertThat(substance(decision)).isEqualTo(whole);
        } else {
            assertThat(decision.has("prediction")).isFalse();
            assertThat(decision.path("reason").asText())
                    .isIn("data-incomplete", whole.path("reason").asText());
        }
    }

    private void load(FolderExample example, Random random) {
        var templates = templates(example.service());
        front.begin(example.unknown(templates).stream()
                .map(key -> Query.of(templates.get(key), "context.patientId", example.patient()))
                .collect(Collectors.toSet()));
        var alike = EXAMPLES.stream()
                .filter(other -> other.service().equals(example.service()))
                .toList();
        var rows = new ArrayList<ObjectNode>(example.resources());
        rows.addAll(
                ForeignSalt.of(alike, LocalDate.ofInstant(NOW, ZoneOffset.UTC)).grains(example, random));
        Collections.shuffle(rows, random);
        loaded.forEach(row -> foreign.send("DELETE", "/" + ForeignSalt.reference(row), ""));
        foreign.transact(ForeignSalt.transaction(rows).toString());
        loaded = List.copyOf(rows);
    }

    private Map<String, String> templates(String service) {
        var templates = new TreeMap<String, String>();
        ehr.discovery(service)
                .path("prefetch")
                .properties()
                .forEach(template ->
                        templates.put(template.getKey(), template.getValue().asText()));
        return templates;
    }

    /// What an example's answer speaks of: the cards and why no number was given, or the refusal's status.
    private JsonNode said(Response answer) {
        var said = JSON.createObjectNode();
        if (answer.statusCode() != 200) {
            return said.put("status", answer.statusCode());
        }
        said.set("cards", tree(answer).path("cards"));
        said.set("withheld", ehr.decision(answer).path("reason"));
        return said;
    }

    private Set<String> origins(Response answer) {
        return answer.statusCode() == 200
                ? ehr.decision(answer).path("gathering").findValuesAsText("origin").stream()
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /// The whole decision, or the keys for the want of which there is none.
    private JsonNode decided(Response answer) {
        if (answer.statusCode() == 200) {
            return substance(ehr.decision(answer));
        }
        var refused = JSON.createObjectNode().put("status", answer.statusCode());
        tree(answer).path("issue").forEach(issue -> refused.withArray("keys").add(issue.path("expression")));
        return refused;
    }
}
