/// What clinicians answered to a card.
@NullMarked
package dev.rationale.feedback;

import org.jspecify.annotations.NullMarked;
