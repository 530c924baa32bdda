package dev.rationale.client.registration;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The members of one object of a registration; what is wrong with them is gathered by their paths.
final class Members {
    private static final int LONGEST_TEXT = 512;

    private final String path;
    private final JsonNode object;
    private final List<Problem> problems;

    Members(String path, JsonNode object, List<Problem> problems) {
        this.path = path;
        this.object = object;
        this.problems = problems;
    }

    /// What an object may contain.
    void only(String... known) {
        if (!object.isObject()) {
            problems.add(new Problem(path, "This must be an object."));
        }
        var names = Set.of(known);
        object.propertyStream().map(Map.Entry::getKey).forEach(name -> {
            if (!names.contains(name)) {
                problem(
                        name,
                        "This is not known here. Use one of: "
                                + names.stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        });
    }

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode at(String name) {
        return object.path(name);
    }

    void problem(String name, String text) {
        problems.add(new Problem(place(name), text));
    }

    /// Something wrong with the whole.
    void problem(String text) {
        problems.add(new Problem(path, text));
    }

    private String place(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    Members object(String name) {
        return new Members(place(name), object.path(name), problems);
    }

    /// A text that must be there.
    String text(String name) {
        if (!has(name)) {
            problem(name, "This is missing.");
        }
        return optionalText(name).orElse("");
    }

    Optional<String> optionalText(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!isText(at(name))) {
            problem(name, "This must be a text that is not empty, of at most " + LONGEST_TEXT + " characters.");
            return Optional.empty();
        }
        return Optional.of(at(name).textValue());
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual()
                && !value.textValue().isBlank()
                && value.textValue().length() <= LONGEST_TEXT
                && value.textValue().chars().noneMatch(Character::isISOControl);
    }

    /// A list of texts; empty when it is not there.
    Set<String> texts(String name) {
        var texts = new LinkedHashSet<String>();
        elements(name).forEach(element -> {
            if (!isText(element.object)) {
                problems.add(new Problem(element.path, "This must be a text that is not empty."));
            } else if (!texts.add(element.object.textValue())) {
                problems.add(new Problem(element.path, "This is there twice."));
            }
        });
        return texts;
    }

    /// The elements of a list, each by its place.
    List<Members> elements(String name) {
        var elements = new ArrayList<Members>();
        if (has(name) && (!at(name).isArray() || at(name).isEmpty())) {
            problem(name, "This must be a list that is not empty.");
            return elements;
        }
        for (var i = 0; i < at(name).size(); i++) {
            elements.add(new Members(place(name) + "[" + i + "]", at(name).get(i), problems));
        }
        return elements;
    }

    /// The element itself, where it is a text.
    Optional<String> itself() {
        return isText(object) ? Optional.of(object.textValue()) : Optional.empty();
    }

    boolean truth(String name) {
        if (has(name) && !at(name).isBoolean()) {
            problem(name, "This must be true or false.");
        }
        return at(name).booleanValue();
    }

    int number(String name, int usual, int most) {
        if (!has(name)) {
            return usual;
        }
        var value = at(name);
        if (!value.isIntegralNumber() || value.longValue() < 1 || value.longValue() > most) {
            problem(name, "This must be a whole number from 1 to " + most + ".");
            return usual;
        }
        return value.intValue();
    }

    /// An ISO 8601 duration within limits.
    Duration duration(String name, Duration usual, Duration least, Duration most) {
        if (!has(name)) {
            return usual;
        }
        var duration =
                parsed(at(name).asText()).filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0);
        if (duration.isEmpty()) {
            problem(name, "This must be a duration from " + least + " to " + most + ", such as PT2M.");
        }
        return duration.orElse(usual);
    }

    private static Optional<Duration> parsed(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException notADuration) {
            return Optional.empty();
        }
    }
}
