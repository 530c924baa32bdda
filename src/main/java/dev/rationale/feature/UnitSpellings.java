package dev.rationale.feature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// How laboratories spell units: a table from what was seen in the wild to UCUM. What is not in it is not guessed.
public final class UnitSpellings {
    private static final String TABLE = "/dev/rationale/feature/unit-spellings.csv";

    private final Map<String, String> ucum = new HashMap<>();

    public UnitSpellings() {
        try (InputStream table = Objects.requireNonNull(UnitSpellings.class.getResourceAsStream(TABLE))) {
            new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(",", 2))
                    .forEach(pair -> ucum.put(folded(pair[0]), pair[1].strip()));
        } catch (IOException impossible) {
            throw new IllegalStateException("the table is part of the application", impossible);
        }
    }

    /// The UCUM unit a text stands for, or the text itself.
    public String ucum(String text) {
        return ucum.getOrDefault(folded(text), text.strip());
    }

    /// Case, blanks and the two signs for micro make no difference between spellings.
    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('\u00b5', 'u')
                .replace('\u03bc', 'u')
                .replaceAll("\\s+", "");
    }
}
