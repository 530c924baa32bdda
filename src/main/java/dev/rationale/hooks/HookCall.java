package dev.rationale.hooks;

import dev.rationale.card.References;
import dev.rationale.cdshooks.CdsRequest;
import dev.rationale.cdshooks.Warning;
import dev.rationale.client.Caller;
import dev.rationale.context.PatientContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One hook call, read and known to be well formed.
///
/// @param id of the decision it will lead to
/// @param address of the network it came from
/// @param pseudonym the patient's name in the journal
/// @param correlationId by which the call is found in logs and journal
/// @param delivery whether the answer reaches the client
public record HookCall(
        UUID id,
        String serviceId,
        CdsRequest request,
        Set<Warning> warnings,
        Caller caller,
        @Nullable String address,
        String pseudonym,
        String correlationId,
        Instant receivedAt,
        Stages stages,
        Delivery delivery) {
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z]+/[^\\s/]+");

    /// When gathering must have ended.
    Instant within(Duration time) {
        return receivedAt.plus(time);
    }

    String patientId() {
        return request.context().path("patientId").asText();
    }

    /// The patient's reference, as the client has it.
    String patient() {
        return "Patient/" + patientId();
    }

    /// The patient's reference, as the journal has it.
    String keptPatient() {
        return "Patient/" + pseudonym;
    }

    /// The user as the journal knows them, if the call names one: a patient at a portal is there by the pseudonym.
    @Nullable
    String user() {
        var user = named();
        return patient().equals(user) ? keptPatient() : user;
    }

    private @Nullable String named() {
        var user = request.context().path("userId").asText("");
        return REFERENCE.matcher(user).matches() ? user : null;
    }

    /// Who and what the call is about.
    References references(PatientContext gathered) {
        var encounter = request.context().path("encounterId").asText("");
        return new References(
                patient(), named(), encounter.isEmpty() ? null : "Encounter/" + encounter, gathered.brought());
    }
}
