package dev.rationale.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The quirk profiles there are: one file for each kind of EHR, below `profiles/`.
public final class QuirkProfiles {
    private static final List<QuirkProfile> ALL = List.of(
            read("generic"), read("epic"), read("oracle"), read("athena"), read("sandbox"), read("cds-hooks-3"));

    private QuirkProfiles() {}

    /// Every profile.
    public static List<QuirkProfile> all() {
        return ALL;
    }

    /// The profile of this name, if there is one.
    public static Optional<QuirkProfile> named(String name) {
        return ALL.stream().filter(profile -> profile.id().equals(name)).findFirst();
    }

    private static QuirkProfile read(String name) {
        var yaml = new ObjectMapper(new YAMLFactory())
                .registerModule(new ParameterNamesModule())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try (var file = QuirkProfiles.class.getResourceAsStream("profiles/" + name + ".yaml")) {
            return yaml.readValue(Objects.requireNonNull(file, "shipped with the class"), QuirkProfile.class);
        } catch (IOException wrong) {
            throw new UncheckedIOException("the profile " + name + " cannot be read", wrong);
        }
    }
}
