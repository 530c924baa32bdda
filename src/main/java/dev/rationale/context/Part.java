package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What is known under one prefetch key.
public sealed interface Part {
    /// The patient's resources, in the order in which they came.
    ///
    /// @param complete false when the list was cut short: what it does not contain is unknown, not absent
    record Had(List<JsonNode> rows, boolean complete) implements Part {}

    /// It could not be known.
    record Unknown(Why why) implements Part {}

    /// Why a part could not be known.
    enum Why {
        NOT_ASKED
    }
}
