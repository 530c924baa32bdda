package dev.rationale.client;

import org.jspecify.annotations.Nullable;

/// Who makes one call.
///
/// @param tenant of the client, when its token names one
public record Caller(CdsClient client, @Nullable String tenant) {
    /// Everybody, in dev.
    public static Caller open() {
        return new Caller(new CdsClient("open", QuirkProfiles.named("sandbox").orElseThrow()), null);
    }

    /// The same caller as another kind of EHR.
    public Caller as(QuirkProfile other) {
        return new Caller(client.as(other), tenant);
    }

    /// The client's name.
    public String name() {
        return client.name();
    }
}
