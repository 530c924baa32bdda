/// A small EHR and a database to try everything against. Inert unless the dev switch is on.
@NullMarked
package dev.rationale.sandbox;

import org.jspecify.annotations.NullMarked;
