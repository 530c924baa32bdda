package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.cdshooks.CdsRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gathers one prefetch key: first what the request brought, then the FHIR server for what it lacks.
final class KeyGathering {
    private final String key;
    private final String template;
    private final CdsRequest request;
    private final Optional<FhirAccess> access;
    private final FhirReader reader;
    private final ContextSettings settings;
    private final Clock clock;
    private Rows rows;
    private boolean newestFirst;
    private int pages;
    private String origin = "none";

    KeyGathering(
            String key,
            String template,
            CdsRequest request,
            Optional<FhirAccess> access,
            FhirReader reader,
            ContextSettings settings,
            Clock clock) {
        this.key = key;
        this.template = template;
        this.request = request;
        this.access = access;
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
        this.rows = rows();
        this.newestFirst = PrefetchQuery.newestFirst(template);
    }

    /// What became of a key.
    record Gathered(Part part, KeyReport report) {}

    /// How a key came in the request.
    private enum Given {
        RESOURCE,
        BUNDLE,
        NULL,
        OUTCOME,
        ABSENT,
        UNUSABLE
    }

    Gathered gather() {
        var start = clock.instant();
        var given = request.prefetch().get(key);
        var state = state(given);
        var part = switch (state) {
            case RESOURCE, BUNDLE -> used(Objects.requireNonNull(given));
            case NULL -> canAsk() ? ask() : nothing();
            case OUTCOME, ABSENT, UNUSABLE -> canAsk() ? ask() : new Part.Unknown(Part.Why.NO_ACCESS, null);
        };
        var millis = Duration.between(start, clock.instant()).toMillis();
        return new Gathered(part, report(state, part, millis));
    }

    /// Takes the rows of what was given, to see whether any is usable.
    private Given state(@Nullable JsonNode given) {
        if (given == null) {
            return Given.ABSENT;
        }
        if (given.isNull()) {
            return Given.NULL;
        }
        var type = given.path("resourceType").asText("");
        if (type.equals("OperationOutcome")) {
            return Given.OUTCOME;
        }
        if (type.isEmpty()) {
            return Given.UNUSABLE;
        }
        take(given);
        if (rows.nothingUsable()) {
            return Given.UNUSABLE;
        }
        return type.equals("Bundle") ? Given.BUNDLE : Given.RESOURCE;
    }

    private void take(JsonNode document) {
        rows.take(document);
        newestFirst &= !Rows.unsorted(document);
        pages++;
    }

    private Part used(JsonNode given) {
        origin = "prefetch";
        var next = Rows.next(given);
        if (next.isPresent()) {
            return seesAll() ? followed(next, access.orElseThrow()) : had(false);
        }
        var whole = !cut() && (isBundle(given) || !PrefetchQuery.isSearch(template));
        return whole || !seesAll() || rows.full() ? had(whole) : askedForTheRest();
    }

    /// What was brought is not all and does not say where the rest is: the whole search again, or what was brought.
    private Part askedForTheRest() {
        var brought = rows;
        var sorted = newestFirst;
        var asked = ask();
        if (asked instanceof Part.Had) {
            return asked;
        }
        origin = "prefetch";
        rows = brought;
        newestFirst = sorted;
        return had(false);
    }

    private static boolean isBundle(JsonNode document) {
        return document.path("resourceType").asText("").equals("Bundle");
    }

    private boolean cut() {
        return rows.cut(pages > 1 ? Integer.MAX_VALUE : PrefetchQuery.count(template));
    }

    /// A search that the client ran and that found nothing, or a read of something that is not there.
    private Part nothing() {
        origin = "prefetch";
        return PrefetchQuery.isSearch(template) ? had(true) : new Part.Unknown(Part.Why.NOT_FOUND, null);
    }

    private boolean canAsk() {
        return access.isPresent() && coverage() != Scopes.Coverage.NONE;
    }

    /// Whether what the server answers is all there is. What a scope's query keeps back is not told: of a search the
    /// rows are some, and neither the last nor the newest of them need be there; a read finds its resource or not.
    private boolean seesAll() {
        return access.isPresent() && coverage() == Scopes.Coverage.ALL;
    }

    private Scopes.Coverage coverage() {
        return PrefetchQuery.of(template, request)
                .map(query -> {
                    var coverage = Scopes.of(scope(), query.type(), query.query());
                    return coverage == Scopes.Coverage.PART && !query.search() ? Scopes.Coverage.ALL : coverage;
                })
                .orElse(Scopes.Coverage.NONE);
    }

    private Part ask() {
        var query = PrefetchQuery.of(template, request).orElseThrow();
        var server = access.orElseThrow();
        var address = server.address(query);
        origin = "fhir";
        rows = rows();
        newestFirst = PrefetchQuery.newestFirst(template) && seesAll();
        pages = 0;
        return switch (query.search() ? reader.search(address, server) : reader.read(address, server)) {
            case FhirReader.Answer.Page(JsonNode document) -> {
                take(document);
                yield rows.nothingUsable() || (query.search() && !isBundle(document))
                        ? new Part.Unknown(Part.Why.FAILED, 200)
                        : followed(Rows.next(document), server);
            }
            case FhirReader.Answer.None(Part.Why why, Integer status) ->
                new Part.Unknown(why == Part.Why.NOT_FOUND && query.search() ? Part.Why.FAILED : why, status);
        };
    }

    /// Follows next links on the same server, as far as the limits allow.
    private Part followed(Optional<String> first, FhirAccess server) {
        var seen = new HashSet<URI>();
        var next = first;
        while (next.isPresent()) {
            var address = server.next(next.get());
            if (address.isEmpty() || !seen.add(address.get()) || pages >= settings.maxPages() || rows.full()) {
                return had(false);
            }
            if (!(reader.read(address.get(), server) instanceof FhirReader.Answer.Page(JsonNode document))
                    || !isBundle(document)) {
                return had(false);
            }
            take(document);
            next = Rows.next(document);
        }
        return had(!cut() && seesAll());
    }

    private Part had(boolean complete) {
        return new Part.Had(rows.kept(), complete, !complete && newestFirst && !rows.gaps());
    }

    private Rows rows() {
        return new Rows(
                PrefetchQuery.typeOf(template, request),
                new Ownership(request.patientId(), request.fhirServer()),
                settings.maxRows());
    }

    private @Nullable String scope() {
        var authorization = request.fhirAuthorization();
        return authorization == null ? null : authorization.scope();
    }

    private KeyReport report(Given given, Part part, long millis) {
        var unknown = part instanceof Part.Unknown(Part.Why why, Integer _) ? why.code() : null;
        var status = part instanceof Part.Unknown(Part.Why _, Integer code) ? code : null;
        return new KeyReport(
                key,
                origin,
                given.name().toLowerCase(java.util.Locale.ROOT),
                part instanceof Part.Had had ? had.rows().size() : 0,
                rows.otherPatient(),
                rows.otherType(),
                pages,
                part instanceof Part.Had had && had.complete(),
                unknown,
                status,
                millis);
    }
}
