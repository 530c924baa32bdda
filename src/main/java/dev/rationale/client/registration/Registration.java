package dev.rationale.client.registration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.client.CdsClient;

/// A client that is registered.
///
/// @param document the registration as it was written
public record Registration(CdsClient client, JsonNode document, Source source) {
    /// Where it is registered.
    public enum Source {
        FILE,
        DATABASE
    }
}
