package dev.rationale.hooks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rationale.catalog.DecisionService;
import dev.rationale.cdshooks.Card;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.context.PatientContext;
import dev.rationale.decision.Decision;
import dev.rationale.hooks.Stages.Stage;
import dev.rationale.journal.AuditEntry;
import dev.rationale.journal.AuditEntry.Agent;
import dev.rationale.journal.AuditEntry.Event;
import dev.rationale.journal.AuditEntry.Subject;
import dev.rationale.journal.AuditLog;
import dev.rationale.journal.DecisionEntry;
import dev.rationale.journal.Display;
import dev.rationale.journal.FolderEntry;
import dev.rationale.journal.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Writes what became of a call into the journal, and counts it. The patient is there by a pseudonym only.
@ApplicationScoped
public class Recording {
    private final Journal journal;
    private final AuditLog audit;
    private final ObjectMapper json;
    private final Counting counting;
    private final Clock clock;
    private final Map<String, FolderEntry> folders = new ConcurrentHashMap<>();

    public Recording(Journal journal, AuditLog audit, ObjectMapper json, Counting counting, Clock clock) {
        this.journal = journal;
        this.audit = audit;
        this.json = json;
        this.counting = counting;
        this.clock = clock;
    }

    private record Ending(
            DecisionEntry.Outcome outcome, @Nullable String reason, Display display) {}

    /// A decision, shown or not.
    public void decided(HookCall call, DecisionService service, PatientContext context, Outcome outcome) {
        var body = body(call);
        body.set("gathering", context.reports());
        body.decision(outcome.decision());
        body.set("answeredBefore", outcome.answered().complete() ? "known" : "unknown");
        body.cards(outcome.cards());
        body.systemActions(outcome.systemActions());
        var display = outcome.display(service, call.id());
        record(
                call,
                service,
                switch (outcome.decision()) {
                    case Decision.Scored _ -> new Ending(DecisionEntry.Outcome.SCORED, null, display);
                    case Decision.Withheld withheld ->
                        new Ending(
                                DecisionEntry.Outcome.WITHHELD,
                                withheld.reason().code(),
                                display);
                },
                body,
                outcome.shown().stream().map(Card::uuid).toList());
        counting.card(call, service, outcome);
    }

    /// A call that could not be answered because required data could not be had.
    public void refused(HookCall call, DecisionService service, HookRefusal refusal) {
        var code = refusal.error().code();
        var body = body(call);
        body.set("issues", refusal.issues());
        record(call, service, new Ending(DecisionEntry.Outcome.REFUSED, code, Display.none(code)), body, List.of());
    }

    private DecisionBody body(HookCall call) {
        return new DecisionBody(json, call.patient(), call.keptPatient());
    }

    private void record(HookCall call, DecisionService service, Ending ending, DecisionBody body, List<UUID> cards) {
        body.set("warnings", call.warnings());
        var stages = new LinkedHashMap<String, Double>();
        call.stages().times().forEach((stage, time) -> stages.put(stage.code(), time.toNanos() / 1e6));
        body.set("stageMillis", stages);
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
                call.pseudonym(),
                ending.outcome(),
                ending.reason(),
                body.end(),
                cards,
                ending.display());
        call.stages().timed(Stage.RECORD, () -> journal.record(entry, asked(call, entry)));
        call.delivery().kept();
        counting.call(call, entry);
    }

    /// Who asked about whom, and whether a card was given: it rides in the decision's own transaction.
    private AuditEntry asked(HookCall call, DecisionEntry decision) {
        var details = new LinkedHashMap<String, String>();
        details.put("service", decision.service());
        details.put("content-hash", decision.folderHash());
        var version = decision.modelVersion();
        if (version != null) {
            details.put("model-version", version);
        }
        details.put("hook", decision.hook());
        details.put("hook-instance", decision.hookInstance());
        details.put("outcome", decision.outcome().code());
        details.put("cards", String.valueOf(decision.cards().size()));
        return audit.entry(
                Event.HOOK_CALL,
                decision.outcome() == DecisionEntry.Outcome.REFUSED
                        ? AuditEntry.Outcome.MINOR_FAILURE
                        : AuditEntry.Outcome.SUCCESS,
                Agent.cdsClient(decision.client(), decision.userReference(), call.address()),
                new Subject(
                        decision.patientPseudonym(),
                        decision.id().toString(),
                        null,
                        decision.correlationId(),
                        details));
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
}
