package dev.rationale.command.doctor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.CdsRequest;
import dev.rationale.cdshooks.FhirAuthorization;
import dev.rationale.client.CdsClient;
import dev.rationale.context.ContextGatherer;
import dev.rationale.context.KeyReport;
import dev.rationale.hooks.Discovery;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads one patient's prefetch as a call would, and says how much came: counts, never what was in it.
final class PrefetchCheck {
    private static final String USER = "Practitioner/doctor";
    private final ContextGatherer gatherer;
    private final Clock clock;
    private final Duration within;
    private final Duration waited;

    /// @param within that an answer is waited for here
    /// @param waited the time a call has for it
    PrefetchCheck(ContextGatherer gatherer, Clock clock, Duration within, Duration waited) {
        this.gatherer = gatherer;
        this.clock = clock;
        this.within = within;
        this.waited = waited;
    }

    /// One template.
    ///
    /// @param service that discovery lists for the client
    /// @param patient the bare id
    Step check(
            Server server,
            CdsClient client,
            DecisionService service,
            Map.Entry<String, String> template,
            String patient,
            @Nullable AccessToken token) {
        var context = JsonNodeFactory.instance.objectNode().put("userId", USER).put("patientId", patient);
        var authorization = token == null
                ? null
                : new FhirAuthorization(token.value(), token.scope().orElse(null));
        var request = new CdsRequest(
                new Discovery(client).hooks(service).getFirst(),
                UUID.randomUUID().toString(),
                server.url().toString(),
                authorization,
                context,
                Map.of());
        var templates = Map.of(template.getKey(), template.getValue());
        var gathered = gatherer.gather(
                templates, Set.of(), request, client, clock.instant().plus(within));
        var step = server.step("prefetch " + service.id() + " " + template.getKey());
        return judged(step, gathered.reports().getFirst(), token != null);
    }

    private Step judged(String step, KeyReport report, boolean withToken) {
        var unknown = report.unknown();
        if (unknown != null) {
            return unknown(step, unknown, report, withToken);
        }
        var counted = "rows " + report.rows() + ", pages " + report.pages() + ", " + report.millis() + " ms";
        if (report.droppedOtherPatient() > 0 || report.droppedOtherType() > 0) {
            return Step.wrong(
                    step,
                    counted + "; and " + report.droppedOtherPatient() + " of another patient and "
                            + report.droppedOtherType() + " of another type, which are dropped.",
                    "Ask the server's people why a search by patient finds others; such rows are never used.");
        }
        if (!report.complete()) {
            return Step.wrong(
                    step,
                    counted + "; and the list is cut: what it lacks is unknown.",
                    "See docs/fhir-access.md: a limit was met, or a next link leads elsewhere or failed.");
        }
        return report.millis() > waited.toMillis()
                ? Step.wrong(
                        step,
                        counted + "; a call waits " + waited.toMillis() + " ms.",
                        "Have the EHR send this key as prefetch, or the server answer sooner.")
                : Step.ok(step, counted + ".");
    }

    private static Step unknown(String step, String why, KeyReport report, boolean withToken) {
        var status = report.status();
        var answered = status == null ? "." : " (HTTP " + status + ").";
        return switch (why) {
            case "not_found" ->
                Step.wrong(step, "The server has no such resource" + answered, "Give the id of a patient it has.");
            case "no_access" ->
                Step.notTried(
                        step,
                        "It is not asked: the scopes do not cover the type, or the template needs more than a patient.",
                        "See the step of the scopes, or try with a call of the EHR.");
            case "forbidden" -> forbidden(step, answered, withToken);
            case "timeout" ->
                Step.wrong(
                        step, "No answer in time.", "Have the EHR send this key as prefetch, or the server sped up.");
            default ->
                Step.wrong(
                        step,
                        "It could not be read" + answered,
                        "Ask the server's people what its log says about this search.");
        };
    }

    private static Step forbidden(String step, String answered, boolean withToken) {
        if (!withToken) {
            return Step.wrong(
                    step,
                    "The server wants a token" + answered,
                    "Give one as the EHR passes it with --token TOKEN (`-` reads it).");
        }
        return Step.wrong(
                step,
                answered.contains("401")
                        ? "The server does not take the token" + answered
                        : "The server does not let this be read" + answered,
                "Get a new token for this very base, with the scopes that ./rationale client NAME --for-ehr lists.");
    }
}
