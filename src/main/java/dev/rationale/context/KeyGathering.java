package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.cdshooks.CdsRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gathers one prefetch key: first what the request brought, then the FHIR server for what it lacks.
final class KeyGathering {
    private final String key;
    private final String template;
    private final CdsRequest request;
    private final Optional<URI> base;
    private final FhirReader reader;
    private final ContextSettings settings;
    private final Clock clock;
    private final Instant deadline;
    private Rows rows;
    private int pages;
    private String origin = "none";

    KeyGathering(
            String key,
            String template,
            CdsRequest request,
            Optional<URI> base,
            FhirReader reader,
            ContextSettings settings,
            Clock clock,
            Instant deadline) {
        this.key = key;
        this.template = template;
        this.request = request;
        this.base = base;
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
        this.deadline = deadline;
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
        return base.isPresent() && canAsk() ? followed(next, base.get()) : had(false);
    }

    /// A search that the client ran and that found nothing, or a read of something that is not there.
    private Part nothing() {
        origin = "prefetch";
        return PrefetchQuery.isSearch(template) ? had(true) : new Part.Unknown(Part.Why.NOT_FOUND, null);
    }

    private boolean canAsk() {
        return base.isPresent()
                && Scopes.mayRead(scope(), PrefetchQuery.typeOf(template, request))
                && PrefetchQuery.of(template, request).isPresent();
    }

    private Part ask() {
        var query = PrefetchQuery.of(template, request).orElseThrow();
        var server = base.orElseThrow();
        origin = "fhir";
        rows = rows();
        return switch (reader.read(URI.create(server + "/" + query.path()), token(), deadline)) {
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
    private Part followed(Optional<String> first, URI server) {
        var seen = new HashSet<URI>();
        var next = first;
        while (next.isPresent()) {
            var address = address(next.get(), server);
            if (address.isEmpty() || !seen.add(address.get()) || pages >= settings.maxPages() || rows.full()) {
                return had(false);
            }
            if (!(reader.read(address.get(), token(), deadline) instanceof FhirReader.Answer.Page(JsonNode document))) {
                return had(false);
            }
            pages++;
            rows.take(document);
            next = Rows.next(document);
        }
        return had(!rows.cut());
    }

    /// The next page's address, if it is one of the same server: the token goes nowhere else.
    private static Optional<URI> address(String link, URI server) {
        try {
            var address = URI.create(server + "/").resolve(link.replace("|", "%7C"));
            var same = server.getScheme().equals(address.getScheme())
                    && server.getHost().equals(address.getHost())
                    && server.getPort() == address.getPort()
                    && address.getUserInfo() == null;
            var path = address.normalize().getPath();
            var below = path.equals(server.getPath()) || path.startsWith(server.getPath() + "/");
            return same && below ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
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

    private @Nullable String token() {
        var authorization = request.fhirAuthorization();
        return authorization == null ? null : authorization.accessToken();
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
