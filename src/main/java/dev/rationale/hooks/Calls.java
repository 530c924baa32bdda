package dev.rationale.hooks;

import dev.rationale.cdshooks.CdsRequestReader;
import dev.rationale.cdshooks.Handling;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.cdshooks.Warning;
import dev.rationale.client.Caller;
import dev.rationale.client.FhirBases;
import dev.rationale.journal.DeliveryEntry;
import dev.rationale.journal.Journal;
import dev.rationale.journal.Pseudonyms;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.UUID;

/// From a request that was read to a call with all that goes with it.
@ApplicationScoped
class Calls {
    private final FhirBases bases;
    private final Pseudonyms pseudonyms;
    private final Journal journal;
    private final Counting counting;
    private final HookInstances instances;
    private final Clock clock;

    Calls(
            FhirBases bases,
            Pseudonyms pseudonyms,
            Journal journal,
            Counting counting,
            HookInstances instances,
            Clock clock) {
        this.instances = instances;
        this.bases = bases;
        this.pseudonyms = pseudonyms;
        this.journal = journal;
        this.counting = counting;
        this.clock = clock;
    }

    /// A request, with a warning when its hookInstance was used before.
    ///
    /// @throws HookRefusal 400 instead, when the client is read strictly
    CdsRequestReader.Reading noted(String service, CdsRequestReader.Reading reading, Caller caller, Handling handling) {
        if (!instances.reused(caller.name(), service, reading.request().hookInstance())) {
            return reading;
        }
        if (handling == Handling.STRICT) {
            throw HookRefusal.invalid("hookInstance", Warning.HOOK_INSTANCE_REUSED.text());
        }
        var warnings = EnumSet.of(Warning.HOOK_INSTANCE_REUSED);
        warnings.addAll(reading.warnings());
        return new CdsRequestReader.Reading(reading.request(), warnings);
    }

    HookCall call(
            String service,
            CdsRequestReader.Reading reading,
            Caller caller,
            String correlationId,
            Instant receivedAt,
            RoutingContext connection) {
        var id = UUID.randomUUID();
        var delivery = new Delivery(() -> {
            journal.note(new DeliveryEntry(id, clock.instant(), false));
            counting.notDelivered(service);
        });
        delivery.watch(connection);
        var request = reading.request();
        return new HookCall(
                id,
                service,
                request,
                reading.warnings(),
                caller,
                Connections.address(connection.request()),
                pseudonyms.of(caller, bases.patientBase(caller.client(), request.fhirServer()), request.patientId()),
                correlationId,
                receivedAt,
                new Stages(System::nanoTime),
                delivery);
    }
}
