package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The FHIR R4 endpoint without its HTTP: one call in, one answer out. Whatever a client sends, the answer is the
/// result or a 4xx with an OperationOutcome.
final class FhirEndpoint {
    private final FhirStore store;
    private final QueryReader queries;
    private final Search search;
    private final FhirWriting writing;
    private final CapabilityStatement capability;

    FhirEndpoint(FhirStore store, SearchTable table, ZoneId zone, CapabilityStatement capability) {
        this.store = store;
        this.queries = new QueryReader(table, zone);
        this.search = new Search(store, zone);
        this.writing = new FhirWriting(store, table, queries, search);
        this.capability = capability;
    }

    FhirAnswer answer(FhirRequest request) {
        try {
            return switch (request.method()) {
                case "GET", "HEAD" -> get(request);
                case "POST" -> post(request);
                case "PUT" -> put(request);
                default -> throw FhirProblem.notAllowed("The sandbox knows GET, POST and PUT.");
            };
        } catch (FhirProblem problem) {
            return FhirAnswer.of(problem);
        }
    }

    private FhirAnswer get(FhirRequest request) {
        var path = List.of(request.path().split("/", -1));
        var asked = QueryString.parse(request.query());
        QueryReader.checkRepresentation(asked);
        return switch (path.size()) {
            case 1 ->
                path.getFirst().equals("metadata")
                        ? FhirAnswer.of(capability.statement(request.base()))
                        : find(path.getFirst(), asked, request.base());
            case 2 -> read(path, null, request.base());
            case 4 -> read(path, path.get(2).equals("_history") ? path.get(3) : "", request.base());
            default -> throw FhirProblem.notFound("There is nothing at this address.");
        };
    }

    private FhirAnswer find(String type, QueryString asked, String base) {
        if (type.isEmpty()) {
            throw FhirProblem.notSupported("A search across all types is not supported; name a type.");
        }
        var query = queries.read(type, asked, base);
        return FhirAnswer.of(SearchBundle.page(query, store.reading(() -> search.run(query)), base));
    }

    private FhirAnswer read(List<String> path, @Nullable String version, String base) {
        return store.read(path.get(0), path.get(1))
                .filter(stored -> version == null || version.equals(String.valueOf(stored.version())))
                .map(stored -> FhirAnswer.of(200, stored, base))
                .orElseThrow(() -> FhirProblem.notFound("There is no such resource, or no such version of it."));
    }

    private FhirAnswer post(FhirRequest request) {
        var asked = QueryString.parse(request.query());
        QueryReader.checkRepresentation(asked);
        if (request.path().isEmpty()) {
            return FhirAnswer.of(bundle(json(request), request.base()));
        }
        var path = List.of(request.path().split("/", -1));
        if (path.size() == 2 && path.get(1).equals("_search")) {
            return find(path.getFirst(), asked.and(form(request)), request.base());
        }
        if (path.size() != 1) {
            throw FhirProblem.notFound("There is nothing at this address that takes a POST.");
        }
        var written = writing.create(path.getFirst(), json(request), request.ifNoneExist(), request.base());
        return written(written, request.base());
    }

    private FhirAnswer put(FhirRequest request) {
        var path = List.of(request.path().split("/", -1));
        if (path.size() != 2 || (request.query() != null && !request.query().isEmpty())) {
            throw FhirProblem.notSupported("A PUT must go to Type/id, without a query.");
        }
        return written(writing.update(path.get(0), path.get(1), json(request), request.ifMatch()), request.base());
    }

    private static FhirAnswer written(FhirWriting.Written written, String base) {
        var answer = FhirAnswer.of(written.created() ? 201 : 200, written.stored(), base);
        var location = answer.headers().getOrDefault("Content-Location", "");
        return written.created()
                ? new FhirAnswer(
                        201,
                        answer.body(),
                        Map.of("ETag", written.stored().etag(), "Content-Location", location, "Location", location))
                : answer;
    }

    private ObjectNode bundle(ObjectNode bundle, String base) {
        var type = FhirJson.text(bundle, "type");
        if (!"Bundle".equals(FhirJson.text(bundle, "resourceType")) || type == null) {
            throw FhirProblem.invalid("Only a Bundle with a type can be posted here.");
        }
        var entries = BundleEntry.of(bundle, base);
        return switch (type) {
            case "transaction" ->
                AnswerBundle.of(type, new Transaction(store, writing, this::answer).run(entries, base));
            case "batch" ->
                AnswerBundle.of(
                        type,
                        entries.stream()
                                .map(entry -> answer(entry.asRequest(base)))
                                .toList());
            default -> throw FhirProblem.invalid("The Bundle must be a transaction or a batch.");
        };
    }

    private static ObjectNode json(FhirRequest request) {
        if (!request.hasType("application/fhir+json") && !request.hasType("application/json")) {
            throw FhirProblem.of(415, "not-supported", "The body must be application/fhir+json.");
        }
        return FhirJson.read(request.body());
    }

    private static QueryString form(FhirRequest request) {
        if (request.body().isEmpty()) {
            return new QueryString(List.of());
        }
        if (!request.hasType("application/x-www-form-urlencoded")) {
            throw FhirProblem.of(415, "not-supported", "The body must be application/x-www-form-urlencoded.");
        }
        return QueryString.parse(request.body());
    }
}
