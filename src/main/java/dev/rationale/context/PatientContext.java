package dev.rationale.context;

import java.util.List;
import java.util.Map;

/// All that is known of the patient of one call, by prefetch key.
public record PatientContext(String patientId, Map<String, Part> parts, List<KeyReport> reports) {}
