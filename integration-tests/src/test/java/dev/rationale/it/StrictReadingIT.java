package dev.rationale.it;

import static dev.rationale.it.ContractClient.call;
import static dev.rationale.it.ContractIT.places;
import static dev.rationale.it.HookClient.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What real clients get wrong without harm: answered and counted, or refused with its place for who asks for that.
@ExtendWith(EveryFolder.class)
class StrictReadingIT {
    private static final String STRICT = "handling=strict";

    private final ContractClient ehr;

    StrictReadingIT(RunningService service) {
        this.ehr = new ContractClient(service);
    }

    record Dirt(String name, Consumer<ObjectNode> change, String warning, String place) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// Each kind of dirt that was found in public requests, made by hand.
    static List<Dirt> dirt() {
        return List.of(
                in(
                        "Patient/ before the patient's id",
                        c -> c.put("patientId", "Patient/p"),
                        "PATIENT_ID_WITH_TYPE",
                        "context.patientId"),
                in(
                        "Encounter/ before the encounter's id",
                        c -> c.put("encounterId", "Encounter/e"),
                        "ENCOUNTER_ID_WITH_TYPE",
                        "context.encounterId"),
                in("no user", c -> c.remove("userId"), "USER_ID_MISSING", "context.userId"),
                in(
                        "a user without a type",
                        c -> c.put("userId", "COREPRACTITIONER1"),
                        "REFERENCE_FORM",
                        "context.userId"),
                in(
                        "a user of another type",
                        c -> c.put("userId", "Person/1"),
                        "USER_TYPE_UNEXPECTED",
                        "context.userId"),
                in("a null encounter", c -> c.putNull("encounterId"), "NULL_MEMBER", "context.encounterId"),
                of(
                        "a hookInstance that is no UUID",
                        b -> b.put("hookInstance", "d1577c69-" + System.nanoTime()),
                        "HOOK_INSTANCE_NOT_A_UUID",
                        "hookInstance"),
                of("a member of an older version", b -> b.put("user", "Practitioner/1"), "UNKNOWN_MEMBER", "$"),
                of("a null fhirServer", b -> b.putNull("fhirServer"), "NULL_MEMBER", "fhirServer"),
                of("a null fhirAuthorization", b -> b.putNull("fhirAuthorization"), "NULL_MEMBER", "fhirAuthorization"),
                of(
                        "a resource inside an object",
                        b -> wrap((ObjectNode) b.path("prefetch")),
                        "LEGACY_PREFETCH",
                        "prefetch"),
                of(
                        "an authorization of a token alone",
                        b -> b.put("fhirServer", "https://ehr.example.org/fhir")
                                .putObject("fhirAuthorization")
                                .put("access_token", "x"),
                        "AUTHORIZATION_INCOMPLETE",
                        "fhirAuthorization.scope"));
    }

    @ParameterizedTest
    @MethodSource("dirt")
    void answers_and_counts_it_or_refuses_it_with_its_place(Dirt dirt) {
        var clean = ehr.call("every-hook", call("patient-view", 75), STRICT);
        assertThat(tree(clean).path("cards")).as("the twin").hasSize(1);
        var call = call("patient-view", 75);
        dirt.change().accept(call);
        assertThat(places(ehr.call("every-hook", call, STRICT), 400)).contains(dirt.place());
        var before = counted(dirt.warning());
        var answer = ehr.call("every-hook", call);
        assertThat(tree(answer).path("cards")).as(answer.asString()).hasSize(1);
        assertThat(ehr.decision(answer).path("warnings").toString()).contains(dirt.warning());
        assertThat(counted(dirt.warning())).isEqualTo(before + 1);
    }

    /// The same service again: answered all the same, and never taken for the call before.
    @Test
    void a_hook_instance_that_is_used_again_is_another_call() {
        var call = call("patient-view", 75);
        var first = ehr.call("every-hook", call);
        assertThat(ehr.call("kfre-ckd", call).statusCode())
                .as("another service")
                .isIn(200, 412);
        var again = ehr.call("every-hook", call);
        assertThat(ehr.decision(again).path("warnings").toString()).contains("HOOK_INSTANCE_REUSED");
        assertThat(ehr.decision(first).path("warnings").toString()).doesNotContain("HOOK_INSTANCE_REUSED");
        assertThat(ehr.decision(first).path("id"))
                .isNotEqualTo(ehr.decision(again).path("id"));
        assertThat(places(ehr.call("every-hook", call, STRICT), 400)).containsExactly("hookInstance");
    }

    @Test
    void names_every_place_at_once() {
        var call = call("patient-view", 75).put("hookInstance", "x").put("user", "y");
        ((ObjectNode) call.path("context")).put("patientId", "Patient/p").remove("userId");
        assertThat(places(ehr.call("every-hook", call, STRICT), 400))
                .containsExactlyInAnyOrder("hookInstance", "$", "context.patientId", "context.userId");
    }

    private double counted(String warning) {
        var metrics = RestAssured.get(ehr.service().base() + "/q/metrics").asString();
        return metrics.lines()
                .filter(line -> line.startsWith("rationale_request_warnings_total{")
                        && line.contains("client=\"open\"")
                        && line.contains("warning=\"" + warning + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static Dirt in(String name, Consumer<ObjectNode> change, String warning, String place) {
        return of(name, body -> change.accept((ObjectNode) body.path("context")), warning, place);
    }

    private static Dirt of(String name, Consumer<ObjectNode> change, String warning, String place) {
        return new Dirt(name, change, warning, place);
    }

    private static void wrap(ObjectNode prefetch) {
        var patient = prefetch.remove("patient");
        prefetch.putObject("patient").set("resource", patient);
    }
}
