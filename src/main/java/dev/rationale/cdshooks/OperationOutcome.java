package dev.rationale.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// The body of every error ([FHIR R4](https://hl7.org/fhir/R4/operationoutcome.html)).
public record OperationOutcome(List<Issue> issue) {
    /// The member by which FHIR readers know what this is.
    @JsonProperty("resourceType")
    public String resourceType() {
        return "OperationOutcome";
    }

    /// One thing that was wrong: what and where, never what was sent.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Issue(String severity, String code, String diagnostics, List<String> expression) {
        /// An error at a place.
        public static Issue error(String code, String expression, String diagnostics) {
            return new Issue("error", code, diagnostics, List.of(expression));
        }
    }

    /// The outcome of an error without a place.
    public static OperationOutcome of(HookError error) {
        return new OperationOutcome(List.of(new Issue("error", error.issue(), error.text(), List.of())));
    }
}
