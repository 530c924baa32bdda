package dev.rationale.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.card.Renderer;
import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.Card;
import dev.rationale.cdshooks.CdsResponse;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.context.PatientContext;
import dev.rationale.decision.Decision;
import dev.rationale.hooks.Stages.Stage;
import dev.rationale.journal.DecisionEntry;
import dev.rationale.journal.FolderEntry;
import dev.rationale.journal.Journal;
import dev.rationale.journal.Pseudonyms;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Writes what became of a call into the journal, and counts it. The patient is there by a pseudonym only.
@ApplicationScoped
public class Recording {
    private final Journal journal;
    private final Pseudonyms pseudonyms;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Map<String, FolderEntry> folders = new ConcurrentHashMap<>();

    public Recording(Journal journal, Pseudonyms pseudonyms, ObjectMapper json, MeterRegistry metrics, Clock clock) {
        this.journal = journal;
        this.pseudonyms = pseudonyms;
        this.json = json;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// A decision, shown or not.
    public void decided(
            HookCall call, DecisionService service, PatientContext context, Decision decision, CdsResponse response) {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("gathering", json.valueToTree(context.reports()));
        body.set("features", json.valueToTree(decision.features()));
        var outcome = DecisionEntry.Outcome.WITHHELD;
        @Nullable String reason = null;
        switch (decision) {
            case Decision.Scored scored -> {
                outcome = DecisionEntry.Outcome.SCORED;
                body.set("prediction", json.valueToTree(scored.prediction()));
                body.set("explanation", json.valueToTree(scored.explanation()));
                body.put("band", scored.band().id());
            }
            case Decision.Withheld withheld -> {
                reason = withheld.reason().code();
                body.put("because", withheld.because());
                body.put("feature", withheld.feature());
                body.put("notice", withheld.notice());
            }
        }
        var cards = response.cards();
        body.set("cards", answered(cards));
        if (!response.systemActions().isEmpty()) {
            body.set("systemActions", answered(response.systemActions()));
        }
        record(
                call,
                service,
                outcome,
                reason,
                body,
                cards.stream().map(Card::uuid).toList());
        metrics.counter(
                        "rationale.suggestions.left.out",
                        "service",
                        service.id(),
                        "client",
                        call.caller().name())
                .increment(cards.stream().mapToInt(Renderer::leftOut).sum());
    }

    /// A call that could not be answered because required data could not be had.
    public void refused(HookCall call, DecisionService service, HookRefusal refusal) {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("issues", json.valueToTree(refusal.issues()));
        record(call, service, DecisionEntry.Outcome.REFUSED, refusal.error().code(), body, List.of());
    }

    private void record(
            HookCall call,
            DecisionService service,
            DecisionEntry.Outcome outcome,
            @Nullable String reason,
            ObjectNode body,
            List<UUID> cards) {
        var pseudonym = pseudonyms.of(call.patientId(), call.request().fhirServer());
        body.set("warnings", json.valueToTree(call.warnings()));
        var stages = body.putObject("stageMillis");
        call.stages().times().forEach((stage, time) -> stages.put(lower(stage), time.toNanos() / 1e6));
        replace(body, "Patient/" + call.patientId(), "Patient/" + pseudonym);
        journal.keep(folder(service));
        var entry = new DecisionEntry(
                call.id(),
                clock.instant(),
                service.id(),
                service.version().hash(),
                service.model(),
                call.caller().name(),
                call.user(),
                call.request().hook(),
                call.request().hookInstance(),
                call.correlationId(),
                pseudonym,
                outcome,
                reason,
                body,
                cards);
        call.stages().timed(Stage.RECORD, () -> journal.record(entry));
        count(call, service, outcome, reason, cards);
    }

    /// Made once for each version.
    private FolderEntry folder(DecisionService service) {
        return folders.computeIfAbsent(
                service.version().hash(),
                hash -> new FolderEntry(
                        hash,
                        service.id(),
                        clock.instant(),
                        json.valueToTree(service.version().files())));
    }

    private void count(
            HookCall call,
            DecisionService service,
            DecisionEntry.Outcome outcome,
            @Nullable String reason,
            List<UUID> cards) {
        metrics.counter(
                        "rationale.decisions",
                        "service",
                        service.id(),
                        "outcome",
                        outcome.code(),
                        "reason",
                        reason == null ? "none" : reason,
                        "card",
                        String.valueOf(!cards.isEmpty()))
                .increment();
        call.stages()
                .times()
                .forEach((stage, time) ->
                        metrics.timer("rationale.stage", "stage", lower(stage)).record(time));
        call.warnings()
                .forEach(warning -> metrics.counter(
                                "rationale.request.warnings",
                                "client",
                                call.caller().name(),
                                "warning",
                                warning.name())
                        .increment());
    }

    private static String lower(Stage stage) {
        return stage.name().toLowerCase(java.util.Locale.ROOT);
    }

    /// As it was answered, but of a draft order that is updated only which one it is: the rest of it is the client's
    /// own, and may name the patient.
    private JsonNode answered(Object answer) {
        var tree = json.<JsonNode>valueToTree(answer);
        for (var action : tree.findParents("type")) {
            if (action.path("type").asText().equals("update") && action.path("resource") instanceof ObjectNode draft) {
                draft.retain("resourceType", "id");
            }
        }
        return tree;
    }

    /// Puts the pseudonym wherever the patient's reference stands as a whole text.
    private static void replace(JsonNode node, String reference, String pseudonym) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(member -> {
                    if (reference.equals(member.getValue().textValue())) {
                        member.setValue(JsonNodeFactory.instance.textNode(pseudonym));
                    } else {
                        replace(member.getValue(), reference, pseudonym);
                    }
                });
            case ArrayNode array -> array.forEach(element -> replace(element, reference, pseudonym));
            default -> {}
        }
    }
}
