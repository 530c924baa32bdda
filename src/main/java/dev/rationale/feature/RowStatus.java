package dev.rationale.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.catalog.FeatureSpec;
import java.util.Collections;
import java.util.Set;

/// Whether a row is in force: held, not refuted; done, not planned; ordered, and drafted only by the call itself.
final class RowStatus {
    private static final Set<String> OVER = Set.of("inactive", "resolved", "remission");
    private static final Set<String> ACTIVE = Set.of("active", "recurrence", "relapse");
    private static final Set<String> NEVER_HELD = Set.of("refuted", "entered-in-error");
    private static final Set<String> HELD = Set.of("confirmed", "provisional", "differential", "unconfirmed");
    private static final Set<String> ORDERED = Set.of("active", "on-hold");
    private static final Set<String> OBSERVED = Set.of("final", "amended", "corrected");
    /// What a call brings is being ordered, also where it does not say so.
    private static final Set<String> DRAFTED = Set.of("draft", "");

    private static final Set<String> NOT_DONE = Set.of(
            "not-done", "entered-in-error", "preparation", "cancelled", "aborted", "rejected", "failed", "noshow");

    private RowStatus() {}

    /// What an order refers to is no order.
    static boolean isMedication(JsonNode row) {
        return row.path("resourceType").asText("").equals("Medication");
    }

    /// @param where it was looked for: whether a condition that is over counts too, and a draft of the call itself
    static boolean inForce(JsonNode row, FeatureSpec.Where where) {
        var status = row.path("status").asText("");
        return switch (row.path("resourceType").asText("")) {
            case "Condition", "AllergyIntolerance" ->
                !says(row.path("verificationStatus"), NEVER_HELD, HELD)
                        && (where.history() || !says(row.path("clinicalStatus"), OVER, ACTIVE));
            case "ServiceRequest", "MedicationRequest" ->
                (ORDERED.contains(status) || (where.ofContext() && DRAFTED.contains(status)))
                        && !row.path("doNotPerform").asBoolean();
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
