package dev.rationale.cdshooks;

import java.util.List;

/// The answer to a hook call. An empty list of cards says that there is no guidance.
public record CdsResponse(List<Card> cards) {}
