package dev.rationale.client;

/// What one kind of EHR does in its own way, as data.
///
/// @param id such as `generic` or `epic`
public record QuirkProfile(String id) {}
