package dev.rationale.decision;

import java.util.List;

/// What was answered before about a patient in a service.
///
/// @param complete false when it could not be known whether there is more
public record Answered(List<Answer> answers, boolean complete) {}
