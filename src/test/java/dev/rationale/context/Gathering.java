package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.Records;
import dev.rationale.cdshooks.CdsRequestReader;
import dev.rationale.cdshooks.Handling;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.client.Caller;
import dev.rationale.client.FhirBases;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One gathering for the patient `p`: what a call brings, which FHIR server it names, and what became of each key.
final class Gathering {
    private final ObjectNode call = Records.json(
            "{'hook':'patient-view','hookInstance':'x','context':{'userId':'Practitioner/1','patientId':'p'}}");
    private final Map<String, String> templates = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private Set<String> required = Set.of();
    private boolean registered;
    private Duration within = Duration.ofSeconds(10);

    static Gathering of(String key, String template) {
        return new Gathering().and(key, template);
    }

    Gathering and(String key, String template) {
        templates.put(key, template);
        return this;
    }

    Gathering required(String... keys) {
        required = Set.of(keys);
        return this;
    }

    Gathering brings(String key, JsonNode value) {
        call.withObject("/prefetch").set(key, value);
        return this;
    }

    Gathering bringsNull(String key) {
        return brings(key, JsonNodeFactory.instance.nullNode());
    }

    /// Names a FHIR server that may be asked.
    Gathering at(URI base) {
        registered = true;
        return naming(base);
    }

    /// Names a FHIR server.
    Gathering naming(URI base) {
        call.put("fhirServer", base.toString());
        return this;
    }

    Gathering with(String token, String scope) {
        var authorization = call.putObject("fhirAuthorization").put("access_token", token);
        if (scope != null) {
            authorization.put("scope", scope);
        }
        return this;
    }

    Gathering setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    Gathering within(Duration time) {
        within = time;
        return this;
    }

    PatientContext context() {
        var request = new CdsRequestReader()
                .read(call.toString().getBytes(StandardCharsets.UTF_8), List.of("patient-view"), Handling.LENIENT)
                .request();
        var clock = Clock.systemUTC();
        var limits = Limits.with(settings);
        var reader = new FhirReader(new FhirConnections(limits), limits, clock);
        var gatherer = new ContextGatherer(new FhirBases(registered), reader, limits, clock);
        var client = Caller.open().client();
        return gatherer.gather(
                templates, required, request, client, clock.instant().plus(within));
    }

    /// What is known under the only key: `complete 2`, `cut 1`, `unknown forbidden 403`; or the refusal: `412 key`.
    String outcome() {
        try {
            return outcome(context().parts().values().iterator().next());
        } catch (HookRefusal refusal) {
            return refusal.error().status() + " " + refusal.issues().getFirst().code() + " "
                    + refusal.issues().getFirst().expression().getFirst();
        }
    }

    private static String outcome(Part part) {
        return switch (part) {
            case Part.Had(List<JsonNode> rows, boolean complete, boolean newestFirst) ->
                (complete ? "complete " : newestFirst ? "cut at the end " : "cut ") + rows.size();
            case Part.Unknown(Part.Why why, Integer status) ->
                "unknown " + why.issue() + (status == null ? "" : " " + status);
        };
    }
}
