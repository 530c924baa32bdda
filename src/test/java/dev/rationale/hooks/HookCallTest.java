package dev.rationale.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Records;
import dev.rationale.cdshooks.CdsRequest;
import dev.rationale.client.Caller;
import dev.rationale.context.PatientContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookCallTest {
    /// A patient who looks at their own chart stands in the journal by the pseudonym, and by name only in the order.
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Practitioner/1, Practitioner/1, Practitioner/1",
                "Patient/p, Patient/pseudonym, Patient/p",
                "Patient/q, Patient/q, Patient/q",
                "somebody, -, -",
                "Practitioner/1 2, -, -"
            })
    void knows_the_user_for_the_journal_and_for_orders(String user, String journalled, String ordering) {
        var context = Records.json("{'patientId':'p'}").put("userId", user);
        var request = new CdsRequest("patient-view", "x", null, null, context, Map.of());
        var call = new HookCall(
                UUID.randomUUID(),
                "kfre-ckd",
                request,
                Set.of(),
                Caller.open(),
                null,
                "pseudonym",
                "correlation",
                Instant.EPOCH,
                new Stages(System::nanoTime),
                new Delivery(() -> {}));
        assertThat(call.user()).isEqualTo(journalled);
        assertThat(call.references(new PatientContext("p", Map.of(), List.of())).user())
                .isEqualTo(ordering);
    }
}
