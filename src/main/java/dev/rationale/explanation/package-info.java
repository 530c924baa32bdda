/// From a prediction to attributions, uncertainty and the reasons a clinician would say.
@NullMarked
package dev.rationale.explanation;

import org.jspecify.annotations.NullMarked;
