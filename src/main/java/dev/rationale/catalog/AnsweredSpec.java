package dev.rationale.catalog;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How long a card that was answered is not repeated. Days are written `P30D`; months and years have no fixed length.
///
/// @param snooze after an override: this long, for the user who overrode it
/// @param orderSeenWithin after an acceptance: this long its order is given to show up in the record
/// @param reasons codes of `card.overrideReasons` that are treated otherwise
public record AnsweredSpec(Duration snooze, Duration orderSeenWithin, Map<String, ReasonSpec> reasons) {
    private static final Duration SNOOZE = Duration.ofDays(30);
    private static final Duration ORDER_SEEN = Duration.ofDays(2);

    public AnsweredSpec {
        snooze = snooze == null ? SNOOZE : snooze;
        orderSeenWithin = orderSeenWithin == null ? ORDER_SEEN : orderSeenWithin;
        reasons = reasons == null ? Map.of() : reasons;
    }

    /// For folders that say nothing: no reason is about the patient.
    static AnsweredSpec usual() {
        return new AnsweredSpec(SNOOZE, ORDER_SEEN, Map.of());
    }

    /// One override reason.
    ///
    /// @param snooze this long instead
    /// @param everybody the reason is about the patient: it holds for every user
    public record ReasonSpec(@Nullable Duration snooze, boolean everybody) {}

    /// How long an override with a reason is heeded.
    public Duration snooze(@Nullable String reason) {
        var own = reason == null ? null : reasons.get(reason);
        return own == null || own.snooze() == null ? snooze : own.snooze();
    }

    /// Whether a reason is about the patient. One that is not known is taken for the user's own.
    public boolean everybody(@Nullable String reason) {
        var own = reason == null ? null : reasons.get(reason);
        return own != null && own.everybody();
    }
}
