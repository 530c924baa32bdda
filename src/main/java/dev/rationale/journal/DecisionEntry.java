package dev.rationale.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One decision, shown or not.
///
/// @param patientPseudonym the patient, known to nobody who has not the key
/// @param reason why no number was given
/// @param body features with evidence, prediction, explanation, cards, what was gathered, how long each stage took
/// @param cards the uuids of its cards, by which feedback finds it
public record DecisionEntry(
        UUID id,
        Instant decidedAt,
        String service,
        String folderHash,
        @Nullable String modelVersion,
        String client,
        @Nullable String userReference,
        String hook,
        String hookInstance,
        String correlationId,
        String patientPseudonym,
        Outcome outcome,
        @Nullable String reason,
        JsonNode body,
        List<UUID> cards)
        implements Entry {
    /// How a call ended.
    public enum Outcome {
        SCORED,
        WITHHELD,
        REFUSED;

        /// The outcome's name in the database and in metrics.
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
