package dev.rationale.journal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One decision, shown or not.
///
/// @param patientPseudonym the patient, known to nobody who has not the key
/// @param reason why no number was given
/// @param body features with evidence, prediction, explanation, cards, what was gathered, how long each stage took
/// @param cards the uuids of the cards that were shown, by which feedback finds it
/// @param display what the clinician saw; nothing in entries that an older version left in the spool
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
        JsonText body,
        List<UUID> cards,
        @Nullable Display display)
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
