package dev.rationale.client;

import java.util.List;
import java.util.Optional;

/// The quirk profiles there are.
public final class QuirkProfiles {
    private static final List<QuirkProfile> ALL = List.of(
            new QuirkProfile("generic"),
            new QuirkProfile("epic"),
            new QuirkProfile("oracle"),
            new QuirkProfile("athena"),
            new QuirkProfile("sandbox"));

    private QuirkProfiles() {}

    /// The profile of this name, if there is one.
    public static Optional<QuirkProfile> named(String name) {
        return ALL.stream().filter(profile -> profile.id().equals(name)).findFirst();
    }
}
