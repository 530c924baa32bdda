package dev.rationale.it;

import static dev.rationale.it.HookClient.JSON;
import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a client sends: a clear 4xx or a decision, never a 5xx, and nothing of the body in answer or log. Each
/// defect's repaired twin gives the card.
@ExtendWith(SharedService.class)
class MalformedCallIT {
    /// Stands in every text of a body that may be put there; found nowhere else.
    private static final String CANARY = "Zyxwv-canary-7261";

    private static final int SIZE_OF_A_FLOOD = 20 * 1024 * 1024;

    private final HookClient ehr;

    MalformedCallIT(HookClient ehr) {
        this.ehr = ehr;
    }

    /// A body that is spoilt, and the statuses that are right for it.
    record Spoilt(String name, UnaryOperator<String> spoil, int... statuses) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Spoilt> spoilt() {
        return List.of(
                text("nothing", body -> "", 400),
                text("white space", body -> "  \n", 400),
                text("no JSON", body -> CANARY, 400),
                text("cut off", body -> body.substring(0, body.length() - 9), 400),
                text("more after the end", body -> body + "{\"x\":\"" + CANARY + "\"}", 400),
                text("a comment", body -> "/* " + CANARY + " */" + body, 400),
                text("single quotes", body -> body.replace('"', '\''), 400),
                text("a trailing comma", body -> body.replaceFirst("\\}$", ",}"), 400),
                text("an array", body -> "[" + body + "]", 400),
                text("a text", body -> "\"" + CANARY + "\"", 400),
                text("a number", body -> "1e400", 400),
                text("null", body -> "null", 400),
                text("a member twice", body -> body.replaceFirst("\\{", "{\"hook\":\"" + CANARY + "\","), 400),
                text("NaN", body -> body.replace("2.66", "NaN"), 400),
                text("a hundred thousand brackets", body -> "{\"a\":" + "[".repeat(100_000), 400),
                text("a hundred thousand objects", body -> "{\"a\":".repeat(100_000), 400),
                text(
                        "an unpaired surrogate",
                        body -> body.replace("\"hook\":", "\"x\":\"\\ud800" + CANARY + "\",\"hook\":"),
                        200,
                        400),
                call("no hook", call -> call.remove("hook"), 400),
                call("a hook of another kind", call -> call.put("hook", 7), 400),
                call("another hook", call -> call.put("hook", CANARY), 400),
                call("no hookInstance", call -> call.remove("hookInstance"), 400),
                call("hookInstance an object", call -> call.putObject("hookInstance"), 400),
                call("no context", call -> call.remove("context"), 400),
                call("context an array", call -> call.putArray("context"), 400),
                call("context a text", call -> call.put("context", CANARY), 400),
                call("no patientId", call -> ((ObjectNode) call.get("context")).remove("patientId"), 400),
                call("patientId a number", call -> ((ObjectNode) call.get("context")).put("patientId", 7), 400),
                call("patientId null", call -> ((ObjectNode) call.get("context")).putNull("patientId"), 400),
                call("patientId empty", call -> ((ObjectNode) call.get("context")).put("patientId", ""), 400),
                call(
                        "patientId a path",
                        call -> ((ObjectNode) call.get("context")).put("patientId", "../../" + CANARY + "?x=y&z"),
                        200,
                        400,
                        412),
                call("fhirServer a number", call -> call.put("fhirServer", 7), 400),
                call("fhirServer no address", call -> call.put("fhirServer", "ht tp:/" + CANARY), 200, 400),
                call("prefetch an array", call -> call.putArray("prefetch"), 400),
                call("prefetch a text", call -> call.put("prefetch", CANARY), 400),
                call("authorization a text", call -> call.put("fhirAuthorization", CANARY), 400),
                call(
                        "authorization without a token",
                        call -> call.putObject("fhirAuthorization").put("scope", CANARY),
                        400),
                prefetch("kidney a number", "kidney", "7"),
                prefetch("kidney a text", "kidney", "\"" + CANARY + "\""),
                prefetch("kidney an array", "kidney", "[1,null,\"" + CANARY + "\"]"),
                prefetch("kidney no resource", "kidney", "{\"name\":\"" + CANARY + "\"}"),
                prefetch(
                        "kidney of nulls",
                        "kidney",
                        "{\"resourceType\":\"Bundle\",\"entry\":[null,{},{\"resource\":null}]}"),
                prefetch(
                        "entry an object",
                        "kidney",
                        "{\"resourceType\":\"Bundle\",\"entry\":{\"a\":\"" + CANARY + "\"}}"),
                prefetch("a patient without anything", "patient", "{\"resourceType\":\"Patient\"}"),
                value("a value of 1e400", "1e400"),
                value("a value of -1e400", "-1e400"),
                value("a value of 400 digits", "9".repeat(400)),
                value("a value in quotes", "\"2.66\""),
                value("a null value", "null"),
                value("a value that is an object", "{\"x\":\"" + CANARY + "\"}"),
                date("2026-02-30"),
                date("0000-00-00"),
                date("+999999999-12-31T23:59:59Z"),
                date("yesterday " + CANARY),
                date("2026-11-12T08:30:00"),
                date("2026-11-12T25:61:00Z"),
                birthDate("1965-13-45"),
                birthDate(CANARY),
                birthDate("9999-01-01"));
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void is_answered_without_a_failure_and_without_an_echo(Spoilt spoilt) {
        var body = good().toString();
        var bad = spoilt.spoil().apply(body);
        assertThat(bad).isNotEqualTo(body);
        var answer = ehr.post(bad);
        assertThat(spoilt.statuses()).as(answer.asString()).contains(answer.statusCode());
        assertThat(answer.asString()).doesNotContain(CANARY);
        var said = tree(answer);
        if (answer.statusCode() == 200) {
            assertThat(said.path("cards").isArray()).isTrue();
        } else {
            assertThat(said.path("resourceType").asText()).isEqualTo("OperationOutcome");
            assertThat(said.path("issue")).isNotEmpty();
            assertThat(said.at("/issue/0/diagnostics").asText()
                            + said.at("/issue/0/details/text").asText())
                    .isNotBlank();
        }
        assertThat(ehr.service().logText()).doesNotContain(CANARY);
        assertThat(ehr.post(body).jsonPath().getList("cards"))
                .as("the repaired twin")
                .hasSize(1);
    }

    @Test
    void refuses_twenty_megabytes_and_takes_the_twin_of_one() {
        var filler = "x".repeat(1024);
        assertThat(ehr.post(filled(filler, 1)).jsonPath().getList("cards")).hasSize(1);
        var answer = ehr.post(filled(filler, SIZE_OF_A_FLOOD / filler.length()));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(tree(answer).path("resourceType").asText()).isEqualTo("OperationOutcome");
    }

    private String filled(String filler, int times) {
        var call = good();
        var members = call.putObject("extension").putArray("filler");
        for (int time = 0; time < times; time++) {
            members.add(filler);
        }
        return call.toString();
    }

    @Test
    void is_refused_in_another_media_type_charset_or_method() {
        var url = ehr.service().base() + "/cds-services/kfre-ckd";
        var body = good().toString();
        assertThat(given().contentType("text/plain").body(body).post(url).statusCode())
                .isEqualTo(415);
        assertThat(given().contentType("application/xml").body("<a/>").post(url).statusCode())
                .isEqualTo(415);
        assertThat(given().contentType("application/json").body(body).put(url).statusCode())
                .isEqualTo(405);
        assertThat(given().contentType("application/json")
                        .body(body.getBytes(StandardCharsets.UTF_16))
                        .post(url)
                        .statusCode())
                .isEqualTo(400);
        assertThat(given().contentType("application/json")
                        .body(body)
                        .post(url + "x")
                        .statusCode())
                .isEqualTo(404);
        assertThat(given().contentType("application/json; charset=utf-8")
                        .body(body)
                        .post(url)
                        .statusCode())
                .isEqualTo(200);
    }

    /// Fifteen hundred ways of being wrong that nobody thought of, always the same ones.
    @Test
    void never_fails_on_random_damage() {
        var random = new Random(20261124);
        var good = good();
        for (int round = 0; round < 1500; round++) {
            var call = good.deepCopy();
            for (int damage = 0; damage <= random.nextInt(3); damage++) {
                damage(call, random);
            }
            var answer = ehr.post(call.toString());
            assertThat(answer.statusCode()).as(call.toString()).isLessThan(500);
        }
        assertThat(ehr.service().logText()).doesNotContain("defect");
    }

    private static void damage(JsonNode node, Random random) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            var name = names.get(random.nextInt(names.size()));
            if (!object.get(name).isEmpty() && random.nextInt(8) > 0) {
                damage(object.get(name), random);
            } else {
                object.set(name, oddity(random));
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            var index = random.nextInt(array.size());
            if (!array.get(index).isEmpty() && random.nextInt(8) > 0) {
                damage(array.get(index), random);
            } else {
                array.set(index, oddity(random));
            }
        }
    }

    private static JsonNode oddity(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.createObjectNode();
            case 2 -> JSON.createArrayNode();
            case 3 -> JSON.createArrayNode().addNull().add(1).addObject();
            case 4 -> TextNode.valueOf("");
            case 5 -> TextNode.valueOf("\u0000\uD83D\uDE00".repeat(3));
            case 6 -> JSON.getNodeFactory().numberNode(-1e300);
            case 7 -> JSON.getNodeFactory().booleanNode(true);
            default -> TextNode.valueOf("9".repeat(5000));
        };
    }

    private ObjectNode good() {
        var call = ehr.call("high-risk");
        call.set("prefetch", ehr.prefetch("high-risk"));
        return call;
    }

    private static Spoilt text(String name, UnaryOperator<String> spoil, int... statuses) {
        return new Spoilt(name, spoil, statuses);
    }

    private interface Change {
        Object on(ObjectNode call);
    }

    private static Spoilt call(String name, Change change, int... statuses) {
        return new Spoilt(
                name,
                body -> {
                    var call = object(body);
                    var changed = change.on(call);
                    assertThat(changed).isNotNull();
                    return call.toString();
                },
                statuses);
    }

    /// The FHIR server is asked for what the prefetch spoilt; without it, required data is missing.
    private static Spoilt prefetch(String name, String key, String value) {
        return new Spoilt(
                name,
                body -> {
                    var call = object(body);
                    ((ObjectNode) call.get("prefetch")).set(key, parsed(value));
                    return call.toString();
                },
                200,
                412);
    }

    private static Spoilt value(String name, String value) {
        return text(name, body -> body.replace("\"value\":2.66", "\"value\":" + value), 200, 400);
    }

    private static Spoilt date(String date) {
        return text(
                "a value of " + date,
                body -> body.replaceFirst("\"effectiveDateTime\":\"[^\"]*\"", "\"effectiveDateTime\":\"" + date + "\""),
                200);
    }

    private static Spoilt birthDate(String date) {
        return text(
                "born on " + date,
                body -> body.replaceFirst("\"birthDate\":\"[^\"]*\"", "\"birthDate\":\"" + date + "\""),
                200);
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) parsed(text);
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }
}
