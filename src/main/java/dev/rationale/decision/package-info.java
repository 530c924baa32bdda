/// Who is in scope, which model version answers, and which band the answer falls in.
@NullMarked
package dev.rationale.decision;

import org.jspecify.annotations.NullMarked;
