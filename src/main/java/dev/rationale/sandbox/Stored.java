package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// One version of one resource as the sandbox holds it. The tree is never changed after it was stored.
///
/// @param version counts from 1 with every update
/// @param sequence the order in which resources came, which is the order of a search without `_sort`
record Stored(String type, String id, int version, long sequence, Instant lastUpdated, ObjectNode tree) {
    /// The relative reference by which others point here.
    String reference() {
        return type + "/" + id;
    }

    String etag() {
        return "W/\"" + version + "\"";
    }
}
