package dev.rationale.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where the public keys are by which a client's tokens are verified.
public sealed interface ClientKeys {
    /// The one address a token's `jku` may name. It is compared and never fetched because a token names it.
    @Nullable
    String jku();

    /// Published by the client, fetched and kept.
    ///
    /// @param way by which it is fetched
    record Published(URI url, Way way, @Nullable String jku) implements ClientKeys {}

    /// Agreed out of band and written into the registration.
    record Inline(KeySet keys, @Nullable String jku) implements ClientKeys {}
}
