/// Who calls, and which FHIR servers may be asked on a caller's behalf.
@NullMarked
package dev.rationale.client;

import org.jspecify.annotations.NullMarked;
