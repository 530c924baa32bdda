package dev.rationale.cdshooks;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How urgent a card is; ordered from least to most.
public enum Indicator {
    @JsonProperty("info")
    INFO,
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("critical")
    CRITICAL
}
