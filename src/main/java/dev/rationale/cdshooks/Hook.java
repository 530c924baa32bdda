package dev.rationale.cdshooks;

import static dev.rationale.cdshooks.ContextField.anyUser;
import static dev.rationale.cdshooks.ContextField.brought;
import static dev.rationale.cdshooks.ContextField.clinician;
import static dev.rationale.cdshooks.ContextField.encounter;
import static dev.rationale.cdshooks.ContextField.patient;
import static dev.rationale.cdshooks.ContextField.practitioner;

import dev.rationale.cdshooks.ContextField.Kind;
import java.util.List;
import java.util.Optional;

/// One hook of the [CDS Hooks library](https://cds-hooks.hl7.org/hooks/): its name, the published version of its
/// definition, and what its `context` brings. A hook that an organisation defined for itself is none of them; its name
/// is in reverse-domain notation.
public record Hook(String id, String version, List<ContextField> fields) {
    private static final ContextField ENCOUNTER = encounter().optional();

    private static final List<Hook> LIBRARY = List.of(
            hook("patient-view", "1.0", anyUser(), patient(), ENCOUNTER),
            hook(
                    "order-select",
                    "1.0",
                    clinician(),
                    patient(),
                    ENCOUNTER,
                    brought("draftOrders", Kind.BUNDLE),
                    brought("selections", Kind.SELECTIONS)),
            hook("order-sign", "1.0", clinician(), patient(), ENCOUNTER, brought("draftOrders", Kind.BUNDLE)),
            hook(
                    "order-dispatch",
                    "1.1",
                    patient(),
                    brought("dispatchedOrders", Kind.REFERENCES),
                    brought("performer", Kind.REFERENCE),
                    brought("fulfillmentTasks", Kind.RESOURCES).optional()),
            hook("appointment-book", "1.0", anyUser(), patient(), ENCOUNTER, brought("appointments", Kind.BUNDLE)),
            hook("encounter-start", "1.0", clinician(), patient(), encounter()),
            hook("encounter-discharge", "1.0", clinician(), patient(), encounter()),
            hook(
                    "medication-refill",
                    "0.1.0",
                    clinician().optional(),
                    patient(),
                    ENCOUNTER,
                    brought("medications", Kind.BUNDLE)),
            hook(
                    "allergyintolerance-create",
                    "0.1.0",
                    practitioner(),
                    patient(),
                    ENCOUNTER,
                    brought("allergyIntolerance", Kind.RESOURCE)),
            hook(
                    "problem-list-item-create",
                    "0.1.0",
                    clinician(),
                    patient(),
                    ENCOUNTER,
                    brought("conditions", Kind.BUNDLE)),
            hook("medication-verify", "0.1.0", clinician(), patient(), ENCOUNTER, brought("medication", Kind.RESOURCE)),
            // Deprecated in favour of order-select and order-sign; clients of version 1.0 still fire them.
            hook(
                    "medication-prescribe",
                    "1.0",
                    practitioner(),
                    patient(),
                    ENCOUNTER,
                    brought("medications", Kind.BUNDLE)),
            hook("order-review", "1.0", practitioner(), patient(), ENCOUNTER, brought("orders", Kind.BUNDLE)));

    private static Hook hook(String id, String version, ContextField... fields) {
        return new Hook(id, version, List.of(fields));
    }

    /// The hooks of the library.
    public static List<Hook> library() {
        return LIBRARY;
    }

    /// The hook of this name, if the library has it.
    public static Optional<Hook> named(String id) {
        return LIBRARY.stream().filter(hook -> hook.id.equals(id)).findFirst();
    }

    /// What a hook's `context` brings. Of hooks outside the library only a patient is asked: no service here answers
    /// without one.
    public static List<ContextField> fieldsOf(String id) {
        return named(id).map(Hook::fields).orElse(List.of(anyUser().optional(), patient(), ENCOUNTER));
    }
}
