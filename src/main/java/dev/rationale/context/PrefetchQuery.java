package dev.rationale.context;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rationale.cdshooks.CdsRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A prefetch template with its tokens filled: a read `Patient/123` or a search `Observation?patient=123&…`.
///
/// @param type the resource type
/// @param path with the query, as it is appended to the base
record PrefetchQuery(String type, String path, boolean search) {
    private static final Pattern TOKEN = Pattern.compile("\\{\\{\\s*([A-Za-z.]+)\\s*}}");
    private static final Pattern NEWEST_FIRST = Pattern.compile("[?&]_sort=-date(?:[,&]|$)");
    private static final Pattern COUNT = Pattern.compile("[?&]_count=(\\d{1,9})(?:&|$)");
    private static final Pattern TYPE = Pattern.compile("^([A-Z][A-Za-z]+)([/?])");

    /// Fills the tokens; empty when the context lacks one, or the template is none.
    static Optional<PrefetchQuery> of(String template, CdsRequest request) {
        var filled = new StringBuilder();
        var matcher = TOKEN.matcher(template);
        while (matcher.find()) {
            var value = token(matcher.group(1), request.context());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(encoded(value.get())));
        }
        matcher.appendTail(filled);
        var type = TYPE.matcher(filled);
        return type.find()
                ? Optional.of(new PrefetchQuery(
                        type.group(1), legal(filled.toString()), type.group(2).equals("?")))
                : Optional.empty();
    }

    /// The type a template reads, whatever its tokens are.
    static String typeOf(String template) {
        var type = TYPE.matcher(template);
        return type.find() ? type.group(1) : "";
    }

    static boolean isSearch(String template) {
        var type = TYPE.matcher(template);
        return type.find() && type.group(2).equals("?");
    }

    /// Whether a template asks for the newest rows first.
    static boolean newestFirst(String template) {
        return NEWEST_FIRST.matcher(template).find();
    }

    /// How many rows a template asks for on a page.
    static int count(String template) {
        var count = COUNT.matcher(template);
        return count.find() ? Integer.parseInt(count.group(1)) : Integer.MAX_VALUE;
    }

    private static Optional<String> token(String name, JsonNode context) {
        if (name.startsWith("context.")) {
            return primitive(context.path(name.substring("context.".length())));
        }
        return switch (name) {
            case "userPractitionerId" -> user(context, "Practitioner");
            case "userPractitionerRoleId" -> user(context, "PractitionerRole");
            case "userPatientId" -> user(context, "Patient");
            case "userRelatedPersonId" -> user(context, "RelatedPerson");
            default -> Optional.empty();
        };
    }

    private static Optional<String> user(JsonNode context, String type) {
        return primitive(context.path("userId"))
                .filter(user -> user.startsWith(type + "/"))
                .map(user -> user.substring(type.length() + 1));
    }

    private static Optional<String> primitive(JsonNode value) {
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
                ? Optional.of(value.asText())
                : Optional.empty();
    }

    /// So that no value adds a parameter or a step in the path.
    private static String encoded(String value) {
        var encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.matches("\\.+") ? encoded.replace(".", "%2E") : encoded;
    }

    /// Templates are written with characters that a URI must have encoded.
    private static String legal(String path) {
        return path.replace("|", "%7C").replace(" ", "%20").replace("\"", "%22");
    }
}
