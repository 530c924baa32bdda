package dev.rationale.client;

/// Who calls. In dev everybody is `open`.
public record Caller(String name) {}
