package dev.rationale.context;

import dev.rationale.cdshooks.CdsRequest;
import dev.rationale.cdshooks.HookError;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.cdshooks.OperationOutcome.Issue;
import dev.rationale.client.CdsClient;
import dev.rationale.client.FhirBase;
import dev.rationale.client.FhirBases;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// From a request to the patient's resources: prefetch first, then FHIR for what is missing, all keys at once and
/// under one deadline. What each state of a key gives is the table in `docs/prefetch.md`.
@ApplicationScoped
public class ContextGatherer {
    private final FhirBases bases;
    private final FhirReader reader;
    private final ContextSettings settings;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public ContextGatherer(FhirBases bases, FhirReader reader, ContextSettings settings, Clock clock) {
        this.bases = bases;
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
    }

    /// A gatherer that asks nobody: for requests without a FHIR server.
    public static ContextGatherer ofPrefetch(Clock clock) {
        var settings = new SmallRyeConfigBuilder()
                .withMapping(ContextSettings.class)
                .build()
                .getConfigMapping(ContextSettings.class);
        return new ContextGatherer(
                new FhirBases(false), new FhirReader(new FhirConnections(settings), settings, clock), settings, clock);
    }

    /// Gathers every key.
    ///
    /// @throws HookRefusal 412 naming the required keys that could not be had
    public PatientContext gather(
            Map<String, String> templates,
            Set<String> required,
            CdsRequest request,
            CdsClient client,
            Instant deadline) {
        var access = bases.allowed(client, request.fhirServer()).map(base -> access(base, request, deadline));
        var gathered = access.isEmpty() ? inTurn(templates, request) : atOnce(templates, request, access);
        requireAll(required, gathered);
        gathered.putAll(ContextParts.of(request, settings.maxRows()));
        var parts = new LinkedHashMap<String, Part>();
        gathered.forEach((key, one) -> parts.put(key, optional(one.part())));
        return new PatientContext(
                request.patientId(),
                parts,
                gathered.values().stream().map(KeyGathering.Gathered::report).toList());
    }

    private FhirAccess access(FhirBase base, CdsRequest request, Instant deadline) {
        var authorization = request.fhirAuthorization();
        var token = authorization == null ? null : authorization.accessToken();
        return new FhirAccess(base, token, deadline, new Allowance(settings.maxCallBytes()));
    }

    private Map<String, KeyGathering.Gathered> inTurn(Map<String, String> templates, CdsRequest request) {
        var gathered = new LinkedHashMap<String, KeyGathering.Gathered>();
        templates.forEach((key, template) -> gathered.put(
                key, gathering(key, template, request, Optional.empty()).gather()));
        return gathered;
    }

    private Map<String, KeyGathering.Gathered> atOnce(
            Map<String, String> templates, CdsRequest request, Optional<FhirAccess> access) {
        var running = new LinkedHashMap<String, Future<KeyGathering.Gathered>>();
        templates.forEach(
                (key, template) -> running.put(key, threads.submit(gathering(key, template, request, access)::gather)));
        var gathered = new LinkedHashMap<String, KeyGathering.Gathered>();
        running.forEach((key, future) -> gathered.put(key, result(future)));
        return gathered;
    }

    /// Every gathering ends by itself at the deadline.
    private static KeyGathering.Gathered result(Future<KeyGathering.Gathered> future) {
        try {
            return future.get();
        } catch (ExecutionException defect) {
            throw new IllegalStateException("gathering ends in a value", defect.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw HookRefusal.of(HookError.UNAVAILABLE);
        }
    }

    private KeyGathering gathering(String key, String template, CdsRequest request, Optional<FhirAccess> access) {
        return new KeyGathering(key, template, request, access, reader, settings, clock);
    }

    private static void requireAll(Set<String> required, Map<String, KeyGathering.Gathered> gathered) {
        var issues = new ArrayList<Issue>();
        gathered.forEach((key, one) -> {
            if (required.contains(key) && one.part() instanceof Part.Unknown(Part.Why why, Integer status)) {
                var answered = status == null ? "" : " (HTTP " + status + ")";
                issues.add(
                        Issue.error(why.issue(), key, "The prefetch key " + key + " " + why.words() + answered + "."));
            }
        });
        if (!issues.isEmpty()) {
            throw new HookRefusal(HookError.DATA_UNAVAILABLE, List.copyOf(issues));
        }
    }

    /// What is not required and does not exist is known: there is none.
    private static Part optional(Part part) {
        return part instanceof Part.Unknown(Part.Why why, Integer _) && why == Part.Why.NOT_FOUND
                ? new Part.Had(List.of(), true)
                : part;
    }
}
