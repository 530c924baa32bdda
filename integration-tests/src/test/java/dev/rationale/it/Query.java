package dev.rationale.it;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// A search as names and values, so that the way it is encoded does not matter.
final class Query {
    private Query() {}

    /// The search's parameters, and its type under `type`.
    static Map<String, String> of(String type, String query) {
        var parameters = parameters(query);
        parameters.put("type", type);
        return parameters;
    }

    /// A template such as `Observation?patient={{context.patientId}}` for one patient.
    static Map<String, String> of(String template, String token, String value) {
        var filled = template.replace("{{" + token + "}}", value);
        var mark = filled.indexOf('?');
        return mark < 0 ? Map.of("type", filled) : of(filled.substring(0, mark), filled.substring(mark + 1));
    }

    static Map<String, String> parameters(String query) {
        var parameters = new TreeMap<String, String>();
        for (var pair : query.split("&")) {
            var equals = pair.indexOf('=');
            parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
