package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Reads a YAML file that is part of the program.
final class YamlResource {
    private YamlResource() {}

    static JsonNode read(String name) {
        try (var stream = YamlResource.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its file " + name + ".");
            }
            return new ObjectMapper(new YAMLFactory()).readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("The program's file " + name + " cannot be read.", e);
        }
    }
}
