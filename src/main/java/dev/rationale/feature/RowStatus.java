package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Set;

/// Whether a row is in force: held, not refuted; done, not planned; ordered, not drafted.
final class RowStatus {
    private static final Set<String> OVER = Set.of("inactive", "resolved", "remission");
    private static final Set<String> ACTIVE = Set.of("active", "recurrence", "relapse");
    private static final Set<String> NEVER_HELD = Set.of("refuted", "entered-in-error");
    private static final Set<String> HELD = Set.of("confirmed", "provisional", "differential", "unconfirmed");
    private static final Set<String> ORDERED = Set.of("active", "on-hold");
    private static final Set<String> OBSERVED = Set.of("final", "amended", "corrected");
    private static final Set<String> NOT_DONE =
            Set.of("not-done", "entered-in-error", "preparation", "cancelled", "aborted");

    private RowStatus() {}

    /// @param history whether a condition that is over counts too
    static boolean inForce(JsonNode row, boolean history) {
        var status = row.path("status").asText("");
        return switch (row.path("resourceType").asText("")) {
            case "Condition" ->
                !says(row.path("verificationStatus"), NEVER_HELD, HELD)
                        && (history || !says(row.path("clinicalStatus"), OVER, ACTIVE));
            case "ServiceRequest", "MedicationRequest" ->
                ORDERED.contains(status) && !row.path("doNotPerform").asBoolean();
            case "Observation" -> OBSERVED.contains(status);
            default -> !NOT_DONE.contains(status);
        };
    }

    /// Whether a status is one of some, and none of the others: one that says both says neither.
    private static boolean says(JsonNode status, Set<String> some, Set<String> others) {
        var codes = Resources.statusCodes(status);
        return !Collections.disjoint(codes, some) && Collections.disjoint(codes, others);
    }
}
