package dev.rationale.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.List;
import java.util.Map;

/// The context each hook of the library must bring ([hook library](https://cds-hooks.hl7.org/hooks/)). Hooks that are
/// not in the table must bring a patient all the same: no service here answers without one.
final class HookContext {
    private record Field(String name, JsonNodeType type) {}

    private static final Field PATIENT = new Field("patientId", JsonNodeType.STRING);
    private static final Field USER = new Field("userId", JsonNodeType.STRING);
    private static final Field ENCOUNTER = new Field("encounterId", JsonNodeType.STRING);

    private static final Map<String, List<Field>> REQUIRED = Map.ofEntries(
            Map.entry("patient-view", List.of(USER, PATIENT)),
            Map.entry("order-select", List.of(USER, PATIENT, array("selections"), object("draftOrders"))),
            Map.entry("order-sign", List.of(USER, PATIENT, object("draftOrders"))),
            Map.entry("appointment-book", List.of(USER, PATIENT, object("appointments"))),
            Map.entry("encounter-start", List.of(USER, PATIENT, ENCOUNTER)),
            Map.entry("encounter-discharge", List.of(USER, PATIENT, ENCOUNTER)),
            Map.entry(
                    "order-dispatch",
                    List.of(PATIENT, array("dispatchedOrders"), new Field("performer", JsonNodeType.STRING))),
            Map.entry("medication-refill", List.of(PATIENT, object("medications"))),
            Map.entry("allergyintolerance-create", List.of(USER, PATIENT, object("allergyIntolerance"))),
            Map.entry("problem-list-item-create", List.of(USER, PATIENT, object("conditions"))));

    private HookContext() {}

    /// Checks the fields a hook requires. A missing user is a warning: nothing clinical rests on it.
    static void check(String hook, JsonNode context, java.util.Set<Warning> warnings) {
        for (var field : REQUIRED.getOrDefault(hook, List.of(PATIENT))) {
            var value = context.path(field.name());
            var missing = value.isMissingNode() || value.isNull();
            if (missing && field.equals(USER)) {
                warnings.add(Warning.USER_ID_MISSING);
            } else if (missing) {
                throw HookRefusal.invalid("context." + field.name(), "This field is required for " + named(hook) + ".");
            } else if (value.getNodeType() != field.type()) {
                throw HookRefusal.invalid(
                        "context." + field.name(), "This field must be of type " + word(field.type()) + ".");
            }
        }
    }

    private static String named(String hook) {
        return REQUIRED.containsKey(hook) ? hook : "this hook";
    }

    private static String word(JsonNodeType type) {
        return type.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Field array(String name) {
        return new Field(name, JsonNodeType.ARRAY);
    }

    private static Field object(String name) {
        return new Field(name, JsonNodeType.OBJECT);
    }
}
