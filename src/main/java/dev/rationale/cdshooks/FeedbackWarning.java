package dev.rationale.cdshooks;

/// What was odd about an item of feedback that could be kept all the same. Kept with it and counted for each client;
/// refused with these words when the client is read strictly.
public enum FeedbackWarning {
    CARD_NOT_A_UUID("This must be the uuid of a card."),
    OUTCOME_TIMESTAMP_UNREADABLE("This must be a date and time of RFC 3339, such as 2026-11-24T10:00:00Z."),
    OUTCOME_TIMESTAMP_NOT_UTC("This must be in UTC."),
    ACCEPTED_WITHOUT_SUGGESTION("An acceptance names at least one suggestion by its id."),
    OVERRIDE_REASON_EMPTY("An override reason has a reason, a userComment, or both."),
    OVERRIDE_REASON_NOT_CODED("A reason has a code and a system."),
    OVERRIDE_REASON_OF_AN_ACCEPTANCE("Only an override has a reason.");

    private final String text;

    FeedbackWarning(String text) {
        this.text = text;
    }

    /// What is wrong, in words, and nothing of what was sent.
    public String text() {
        return text;
    }
}
