package dev.rationale.sandbox;

import java.util.ArrayList;
import java.util.List;

/// Takes a search value apart at `,` and `|`, which a backslash makes ordinary
/// ([R4 escaping](https://hl7.org/fhir/R4/search.html#escaping)).
final class SearchValue {
    private SearchValue() {}

    /// The alternatives, still escaped.
    static List<String> alternatives(String value) {
        return split(value, ',');
    }

    /// The parts of a token, free of escapes.
    static List<String> halves(String alternative) {
        return split(alternative, '|').stream().map(SearchValue::plain).toList();
    }

    static String plain(String escaped) {
        return escaped.replaceAll("\\\\([,|$\\\\])", "$1");
    }

    private static List<String> split(String value, char separator) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                part.append(c).append(value.charAt(++i));
            } else if (c == separator) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
