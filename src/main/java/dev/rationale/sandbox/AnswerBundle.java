package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The answer to a batch or a transaction: one entry for each that was asked, in the same order.
final class AnswerBundle {
    private AnswerBundle() {}

    static ObjectNode of(String type, List<FhirAnswer> answers) {
        var bundle = FhirJson.object().put("resourceType", "Bundle").put("type", type + "-response");
        if (!answers.isEmpty()) {
            var entries = bundle.putArray("entry");
            answers.forEach(answer -> add(entries.addObject(), answer));
        }
        return bundle;
    }

    private static void add(ObjectNode entry, FhirAnswer answer) {
        var failed = answer.status() >= 400;
        if (!failed) {
            entry.set("resource", answer.body());
        }
        var response = entry.putObject("response").put("status", String.valueOf(answer.status()));
        var etag = answer.headers().get("ETag");
        var location = answer.headers().get("Content-Location");
        if (etag != null && location != null) {
            response.put("location", location).put("etag", etag);
            response.set("lastModified", answer.body().path("meta").path("lastUpdated"));
        }
        if (failed) {
            response.set("outcome", answer.body());
        }
    }
}
