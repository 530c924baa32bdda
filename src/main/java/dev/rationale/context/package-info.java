/// From a hook request and its prefetch to the patient's resources; asks FHIR for what is missing.
@NullMarked
package dev.rationale.context;

import org.jspecify.annotations.NullMarked;
