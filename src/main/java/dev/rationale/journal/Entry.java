package dev.rationale.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// One thing the journal keeps.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FolderEntry.class, name = "folder"),
    @JsonSubTypes.Type(value = DecisionEntry.class, name = "decision"),
    @JsonSubTypes.Type(value = FeedbackEntry.class, name = "feedback"),
    @JsonSubTypes.Type(value = DeliveryEntry.class, name = "delivery"),
    @JsonSubTypes.Type(value = AuditEntry.class, name = "audit")
})
public sealed interface Entry permits FolderEntry, DecisionEntry, FeedbackEntry, DeliveryEntry, AuditEntry {}
