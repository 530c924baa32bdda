package dev.rationale.client;

import java.util.Set;

/// An endpoint that is called with a token.
///
/// @param audiences the `aud` that a token for it may name
public record Endpoint(Set<String> audiences) {
    /// The endpoint of these audiences.
    public static Endpoint of(String... audiences) {
        return new Endpoint(Set.of(audiences));
    }
}
