package dev.rationale.client;

/// A registered CDS client: an EHR that may call.
///
/// @param name by which logs, metrics and the journal know it
public record CdsClient(String name, QuirkProfile profile) {}
