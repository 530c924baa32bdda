package dev.rationale.catalog;

import java.util.List;

/// The agreement without which a folder has no system actions: they are carried out without being shown to anybody
/// ([CDS Hooks 2.0.1](https://cds-hooks.hl7.org/2.0.1/#system-action)).
///
/// @param agreedWith the names of the CDS clients with which they were agreed on; no other one gets them
/// @param besideScores whether a band, which is a scored decision, may have some too
public record SystemActionsSpec(List<String> agreedWith, boolean besideScores) {}
