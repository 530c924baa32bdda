package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of a batch or a transaction as it was asked.
///
/// @param path the request's URL, relative to the base, without its query
/// @param query what followed the question mark, or null
record BundleEntry(
        @Nullable String fullUrl,
        String method,
        String path,
        @Nullable String query,
        @Nullable String ifNoneExist,
        @Nullable String ifMatch,
        @Nullable ObjectNode resource) {

    static List<BundleEntry> of(ObjectNode bundle, String base) {
        var entries = bundle.path("entry");
        if (!entries.isMissingNode() && !entries.isArray()) {
            throw FhirProblem.invalid("The element entry must be a list.");
        }
        var read = new ArrayList<BundleEntry>();
        entries.forEach(entry -> read.add(of(entry, base)));
        return read;
    }

    private static BundleEntry of(JsonNode entry, String base) {
        var request = entry.get("request");
        var method = FhirJson.text(request, "method");
        var url = FhirJson.text(request, "url");
        if (method == null || url == null) {
            throw FhirProblem.invalid("Every entry needs request.method and request.url.");
        }
        var relative = url.startsWith(base + "/") ? url.substring(base.length() + 1) : url;
        var halves = relative.split("\\?", 2);
        var path = halves[0].startsWith("/") ? halves[0].substring(1) : halves[0];
        return new BundleEntry(
                FhirJson.text(entry, "fullUrl"),
                method,
                path,
                halves.length > 1 ? halves[1] : null,
                FhirJson.text(request, "ifNoneExist"),
                FhirJson.text(request, "ifMatch"),
                entry.get("resource") instanceof ObjectNode resource ? resource : null);
    }

    /// The resource that a POST or PUT must bring.
    ObjectNode content() {
        if (resource == null) {
            throw FhirProblem.invalid("An entry that writes needs a resource.");
        }
        return resource;
    }

    FhirRequest asRequest(String base) {
        var body = resource == null ? "" : resource.toString();
        return new FhirRequest(method, base, path, query, "application/fhir+json", ifNoneExist, ifMatch, body);
    }
}
