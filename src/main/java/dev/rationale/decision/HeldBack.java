package dev.rationale.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A decision whose card is not repeated because it was answered.
///
/// @param instead what would have been said
/// @param answer the answer that is heeded
/// @param until when it is heeded no longer; nothing while it hangs on an order
public record HeldBack(
        Decision instead, Answer answer, @Nullable Instant until) {}
