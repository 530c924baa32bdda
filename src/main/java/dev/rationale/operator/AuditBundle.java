package dev.rationale.operator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rationale.journal.AuditEntry;
import java.util.List;

/// A page of the audit log as a searchset [Bundle](https://hl7.org/fhir/R4/bundle.html).
final class AuditBundle {
    private AuditBundle() {}

    static ObjectNode of(AuditSearch search, List<AuditEntry> entries) {
        var bundle = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Bundle")
                .put("type", "searchset");
        var links = bundle.putArray("link");
        links.addObject().put("relation", "self").put("url", search.link());
        if (!entries.isEmpty() && entries.size() == search.query().count()) {
            links.addObject().put("relation", "next").put("url", search.linkAfter(entries.getLast()));
        }
        entries.forEach(entry -> {
            var listed = bundle.withArray("entry").addObject();
            listed.put("fullUrl", "urn:uuid:" + entry.id());
            listed.set("resource", AuditEventJson.of(entry));
            listed.putObject("search").put("mode", "match");
        });
        return bundle;
    }
}
