package dev.rationale.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Elements of a wrong shape are kept as they came; they match nothing and break no search.
class OddShapesTest {
    private static final List<String> SHAPES = List.of(
            "null",
            "5",
            "1e400",
            "true",
            "\"x\"",
            "\"\"",
            "[]",
            "{}",
            "[null]",
            "[[{}]]",
            "[{}]",
            "[5]",
            "{\"coding\":5}",
            "{\"coding\":[null,7,{\"code\":9,\"system\":[]}]}",
            "{\"reference\":7}",
            "{\"reference\":null}",
            "{\"reference\":\"Patient/\"}",
            "{\"start\":3,\"end\":\"never\"}",
            "{\"start\":\"2024-99\"}",
            "{\"family\":[3]}");

    @Test
    void every_search_answers_whatever_shape_the_elements_have() {
        for (var type : List.of("Observation", "Patient", "Condition", "Encounter")) {
            var ward = Ward.empty();
            var number = 0;
            for (var shape : SHAPES) {
                var body = row(ward, type, "odd-" + number, shape);
                assertThat(ward.send("PUT", type + "/odd-" + number++, body).status())
                        .isEqualTo(201);
            }
            for (var parameter : ward.table.of(type)) {
                var value = parameter.kind() == SearchParameter.Kind.DATE ? "ge2024" : "nothing-like-it";
                var sort = parameter.kind() == SearchParameter.Kind.DATE ? "&_sort=-" + parameter.name() : "";
                var answer = ward.get(type + "?" + parameter.name() + "=" + value + sort);
                assertThat(answer.status()).as(type + " " + parameter.name()).isEqualTo(200);
                var matching = parameter.name().equals("_lastUpdated") ? SHAPES.size() : 0;
                assertThat(answer.body().path("total").asInt())
                        .as(type + " " + parameter.name())
                        .isEqualTo(matching);
            }
        }
    }

    /// A resource that has this shape in every element that is searched.
    private static String row(Ward ward, String type, String id, String shape) {
        var row = new StringBuilder("{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\"");
        ward.table.of(type).stream()
                .flatMap(parameter -> parameter.paths().stream())
                .map(path -> path.split("\\.", -1)[0])
                .filter(element -> !List.of("id", "meta").contains(element))
                .distinct()
                .forEach(element ->
                        row.append(",\"").append(element).append("\":").append(shape));
        return row.append("}").toString();
    }
}
