/// What was decided, shown and answered. Append-only; durable before an answer leaves.
@NullMarked
package dev.rationale.journal;

import org.jspecify.annotations.NullMarked;
