package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Creates and updates resources, after what
/// [R4's RESTful API](https://hl7.org/fhir/R4/http.html#create) says of conditions and versions.
final class FhirWriting {
    private final FhirStore store;
    private final SearchTable table;
    private final QueryReader queries;
    private final Search search;

    FhirWriting(FhirStore store, SearchTable table, QueryReader queries, Search search) {
        this.store = store;
        this.table = table;
        this.queries = queries;
        this.search = search;
    }

    /// What was written, or what a conditional create found.
    record Written(Stored stored, boolean created) {}

    Written create(String type, ObjectNode resource, @Nullable String ifNoneExist, String base) {
        checkType(type, resource);
        return store.writing(() -> {
            if (ifNoneExist != null) {
                var found = matching(type, ifNoneExist, base);
                if (!found.isEmpty()) {
                    return new Written(found.getFirst(), false);
                }
            }
            return new Written(store.put(type, newId(), resource), true);
        });
    }

    Written update(String type, String id, ObjectNode resource, @Nullable String ifMatch) {
        checkType(type, resource);
        checkId(id, resource);
        return store.writing(() -> {
            var before = store.read(type, id);
            checkVersion(before.map(Stored::etag).orElse(""), ifMatch);
            return new Written(store.put(type, id, resource), before.isEmpty());
        });
    }

    /// The one row that meets a condition, or none; several are a 412, as the specification wants.
    List<Stored> matching(String type, String condition, String base) {
        var asked = QueryString.parse(condition.startsWith("?") ? condition.substring(1) : condition);
        var found = search.run(queries.conditions(type, asked, base));
        if (found.size() > 1) {
            throw FhirProblem.of(412, "multiple-matches", "The condition matches more than one resource.");
        }
        return found;
    }

    void checkType(String type, ObjectNode resource) {
        if (!table.knows(type)) {
            throw FhirProblem.notFound("The sandbox keeps no resources of the type " + FhirProblem.named(type) + ".");
        }
        if (!type.equals(FhirJson.text(resource, "resourceType"))) {
            throw FhirProblem.invalid("The resourceType of the body is not the one of the URL.");
        }
        if (resource.has("meta") && !resource.get("meta").isObject()) {
            throw FhirProblem.invalid("The element meta must be an object.");
        }
    }

    static void checkId(String id, ObjectNode resource) {
        if (!ReferenceValue.isId(id)) {
            throw FhirProblem.invalid("An id has 1 to 64 letters, digits, hyphens and dots.");
        }
        if (!id.equals(FhirJson.text(resource, "id"))) {
            throw FhirProblem.invalid("The id of the body must be the one of the URL.");
        }
    }

    static void checkVersion(String etag, @Nullable String ifMatch) {
        if (ifMatch != null && !ifMatch.strip().equals(etag)) {
            throw FhirProblem.of(412, "conflict", "The resource is no longer the version that If-Match names.");
        }
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }
}
