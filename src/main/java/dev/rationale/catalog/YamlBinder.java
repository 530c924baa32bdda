package dev.rationale.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns the text of a YAML file into a record, or says what is wrong on which line.
final class YamlBinder {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .registerModules(new ParameterNamesModule(), new Jdk8Module(), new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Map<String, String> WORDS = Map.of(
            "Period", "a length of time such as P90D or P12M",
            "Duration", "a length of time such as P30D or PT12H",
            "double", "a number",
            "Double", "a number",
            "int", "a whole number",
            "Integer", "a whole number",
            "boolean", "true or false",
            "Boolean", "true or false");

    private final String folder;
    private final List<Finding> findings;

    YamlBinder(String folder, List<Finding> findings) {
        this.folder = folder;
        this.findings = findings;
    }

    <T> Optional<T> bind(String file, String text, Class<T> type) {
        try {
            // First whether it can be read at all: a mistake in the form must not look like one in the content.
            var tree = YAML.readTree(text);
            var value = tree == null ? null : YAML.readValue(text, type);
            if (value == null) {
                findings.add(
                        new Finding(folder, file, 1, "The file is empty.", "Write the " + type.getSimpleName() + "."));
                return Optional.empty();
            }
            var missing = new RequiredMembers(folder, file, new YamlLines(text)).missing(value);
            findings.addAll(missing);
            return missing.isEmpty() ? Optional.of(value) : Optional.empty();
        } catch (JsonProcessingException wrong) {
            findings.add(finding(file, line(text, wrong), wrong));
            return Optional.empty();
        }
    }

    /// The line of the member that is wrong; the reader itself often notices it only at the end.
    private static int line(String text, JsonProcessingException wrong) {
        if (wrong instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return new YamlLines(text).of(path(mapping));
        }
        return wrong.getLocation() == null ? 1 : Math.max(1, wrong.getLocation().getLineNr());
    }

    private Finding finding(String file, int line, JsonProcessingException wrong) {
        return switch (wrong) {
            case UnrecognizedPropertyException unknown ->
                new Finding(
                        folder,
                        file,
                        line,
                        "`" + unknown.getPropertyName() + "` is not known here.",
                        "Use one of: "
                                + unknown.getKnownPropertyIds().stream()
                                        .map(String::valueOf)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ".");
            case InvalidTypeIdException verb ->
                new Finding(
                        folder,
                        file,
                        line,
                        "`" + path(verb) + "` has no known verb.",
                        "Use one of: age, latest, aggregate, sustained, present, derived.");
            case InvalidFormatException format ->
                new Finding(
                        folder,
                        file,
                        line,
                        "`" + path(format) + "` cannot be `" + format.getValue() + "`.",
                        "Write " + kind(format.getTargetType()) + ".");
            case MismatchedInputException mismatched ->
                new Finding(
                        folder,
                        file,
                        line,
                        "`" + path(mismatched) + "` is of the wrong kind.",
                        "Write " + kind(mismatched.getTargetType()) + ".");
            default ->
                new Finding(
                        folder,
                        file,
                        line,
                        "This is not valid YAML.",
                        String.valueOf(wrong.getOriginalMessage()).replaceAll("\\s*\\R\\s*", " ") + ".");
        };
    }

    /// What is to be written where a Java type is meant.
    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "what the other folders have here";
        }
        if (type.isEnum()) {
            return "one of: "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type)
                ? "names with values"
                : WORDS.getOrDefault(type.getSimpleName(), "a text");
    }

    /// A place such as `bands[0].when`.
    private static String path(JsonMappingException wrong) {
        var path = new StringBuilder();
        for (var part : wrong.getPath()) {
            if (part.getFieldName() == null) {
                path.append('[').append(part.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(part.getFieldName());
            }
        }
        return path.toString();
    }
}
