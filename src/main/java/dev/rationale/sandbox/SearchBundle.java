package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// One page of a search as a Bundle, with a link to the next page where there is one.
final class SearchBundle {
    private SearchBundle() {}

    /// @param rows all rows that match, of which the page is a part
    static ObjectNode page(Query query, List<Stored> rows, String base) {
        var bundle = FhirJson.object().put("resourceType", "Bundle").put("type", "searchset");
        if (query.total() || query.count() == 0) {
            bundle.put("total", rows.size());
        }
        link(bundle, "self", query, query.asked(), base);
        var end = Math.min((long) query.offset() + query.count(), rows.size());
        if (query.count() > 0 && end < rows.size()) {
            link(bundle, "next", query, query.asked().with("_offset", String.valueOf(end)), base);
        }
        if (query.offset() < end) {
            var entries = bundle.putArray("entry");
            for (var row : rows.subList(query.offset(), (int) end)) {
                var entry = entries.addObject().put("fullUrl", base + "/" + row.reference());
                entry.set("resource", row.tree());
                entry.putObject("search").put("mode", "match");
            }
        }
        return bundle;
    }

    private static void link(ObjectNode bundle, String relation, Query query, QueryString asked, String base) {
        var written = asked.written();
        bundle.withArray("link")
                .addObject()
                .put("relation", relation)
                .put("url", base + "/" + query.type() + (written.isEmpty() ? "" : "?" + written));
    }
}
