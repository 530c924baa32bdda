package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.cdshooks.CdsRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
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
            case RESOURCE, BUNDLE -> used(given);
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
        rows.take(given);
        if (rows.nothingUsable()) {
            return Given.UNUSABLE;
        }
        return type.equals("Bundle") ? Given.BUNDLE : Given.RESOURCE;
    }

    private Part used(@Nullable JsonNode given) {
        origin = "prefetch";
        pages = 1;
        var next = given == null ? Optional.<String>empty() : Rows.next(given);
        if (next.isEmpty()) {
            return had(!rows.cut());
        }
        return access.isPresent() && canAsk() ? followed(next, access.get()) : had(false);
    }

    /// A search that the client ran and that found nothing, or a read of something that is not there.
    private Part nothing() {
        origin = "prefetch";
        return PrefetchQuery.isSearch(template) ? had(true) : new Part.Unknown(Part.Why.NOT_FOUND, null);
    }

    private boolean canAsk() {
        return access.isPresent()
                && Scopes.mayRead(scope(), PrefetchQuery.typeOf(template, request))
                && PrefetchQuery.of(template, request).isPresent();
    }

    private Part ask() {
        var query = PrefetchQuery.of(template, request).orElseThrow();
        var server = access.orElseThrow();
        origin = "fhir";
        rows = rows();
        return switch (reader.read(server.address(query), server)) {
            case FhirReader.Answer.Page(JsonNode document) -> {
                pages = 1;
                rows.take(document);
                yield rows.nothingUsable()
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
            if (!(reader.read(address.get(), server) instanceof FhirReader.Answer.Page(JsonNode document))) {
                return had(false);
            }
            pages++;
            rows.take(document);
            next = Rows.next(document);
        }
        return had(!rows.cut());
    }

    private Part had(boolean complete) {
        return new Part.Had(rows.kept(), complete);
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
