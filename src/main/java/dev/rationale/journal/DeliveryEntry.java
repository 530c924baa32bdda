package dev.rationale.journal;

import java.time.Instant;
import java.util.UUID;

/// What was learnt after the answer about whether it reached the client.
public record DeliveryEntry(UUID decision, Instant noticedAt, boolean delivered) implements Entry {}
