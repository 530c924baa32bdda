/// From the patient's resources to named numbers with unit, time and evidence, or a stated absence. The last place that
/// knows FHIR.
@NullMarked
package dev.rationale.feature;

import org.jspecify.annotations.NullMarked;
