package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known under one prefetch key.
public sealed interface Part {
    /// The patient's resources, in the order in which they came; of a read none or one.
    ///
    /// @param complete false when the list was cut short: what it does not contain is unknown, not absent
    /// @param newestFirst of a list that was cut short: it was sorted from new to old and only its end is missing
    record Had(List<JsonNode> rows, boolean complete, boolean newestFirst) implements Part {
        /// Rows of which nothing is known but whether they are all.
        public Had(List<JsonNode> rows, boolean complete) {
            this(rows, complete, false);
        }
    }

    /// It could not be known.
    ///
    /// @param status the HTTP status of the FHIR server, if it answered
    record Unknown(Why why, @Nullable Integer status) implements Part {}

    /// Why a part could not be known; the codes are those of an OperationOutcome's issue.
    enum Why {
        /// Not in the request, and no FHIR server may be asked.
        NO_ACCESS("not-found", "is not in the request, and no FHIR server can be asked"),
        /// A read that found nothing.
        NOT_FOUND("not-found", "does not exist"),
        FORBIDDEN("forbidden", "may not be read"),
        TIMEOUT("timeout", "did not come in time"),
        FAILED("exception", "could not be read");

        private final String issue;
        private final String words;

        Why(String issue, String words) {
            this.issue = issue;
            this.words = words;
        }

        /// The reason's name in the journal.
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /// The issue's code.
        public String issue() {
            return issue;
        }

        /// The reason in words that follow the key's name.
        public String words() {
            return words;
        }
    }
}
