package dev.rationale.cdshooks;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How many of a card's suggestions may be accepted.
public enum SelectionBehavior {
    @JsonProperty("at-most-one")
    AT_MOST_ONE,
    @JsonProperty("any")
    ANY
}
