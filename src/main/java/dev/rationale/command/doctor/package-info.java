/// Tries a registered EHR connection step by step and says what is wrong.
@NullMarked
package dev.rationale.command.doctor;

import org.jspecify.annotations.NullMarked;
