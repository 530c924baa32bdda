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
    private static final Pattern TOKEN = Pattern.compile("\\{\\{\\s*(.*?)\\s*}}");
    private static final Pattern NEWEST_FIRST = Pattern.compile("[?&]_sort=-date(?:[,&]|$)");
    private static final Pattern COUNT = Pattern.compile("[?&]_count=(\\d{1,9})(?:&|$)");
    private static final Pattern TYPE = Pattern.compile("^([A-Z][A-Za-z]+)([/?])");

    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9._~:/?@!$&'()*+,;=%-]+");

    /// Fills the tokens; empty when the context lacks one, or the template is none.
    static Optional<PrefetchQuery> of(String template, CdsRequest request) {
        var filled = new StringBuilder();
        var matcher = TOKEN.matcher(template);
        while (matcher.find()) {
            var value = value(matcher.group(1), template, matcher.start(), request.context());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
        }
        matcher.appendTail(filled);
        var type = TYPE.matcher(filled);
        return type.find()
                ? Optional.of(new PrefetchQuery(
                        type.group(1), legal(filled.toString()), type.group(2).equals("?")))
                : Optional.empty();
    }

    /// The search's query; empty for a read.
    String query() {
        return search ? path.substring(path.indexOf('?') + 1) : "";
    }

    /// The type a template reads; of one that is a reference as a whole, the type the context names.
    static String typeOf(String template, CdsRequest request) {
        var type = TYPE.matcher(template);
        return type.find()
                ? type.group(1)
                : of(template, request).map(PrefetchQuery::type).orElse("");
    }

    static boolean isSearch(String template) {
        var type = TYPE.matcher(template);
        return type.find() && type.group(2).equals("?");
    }

    /// Whether a template asks for the newest rows first.
    static boolean newestFirst(String template) {
        return template.contains("_sort=") && NEWEST_FIRST.matcher(template).find();
    }

    /// How many rows a template asks for on a page.
    static int count(String template) {
        var count = COUNT.matcher(template);
        var at = template.indexOf("_count=");
        return at > 0 && count.find(at - 1) ? Integer.parseInt(count.group(1)) : Integer.MAX_VALUE;
    }

    /// A token's value, encoded for where it stands: a reference by itself, an id in a path, or a value of a search.
    private static Optional<String> value(String token, String template, int start, JsonNode context) {
        var query = template.indexOf('?');
        var raw = raw(token, context);
        if (start == 0) {
            return raw.flatMap(TokenValue::reference);
        }
        if (query < 0 || start < query) {
            return raw.flatMap(TokenValue::pathSegment);
        }
        var ofType = typeIn(template);
        return raw.flatMap(value -> template.substring(0, start).endsWith("_id=")
                ? TokenValue.searchIds(value, ofType)
                : Optional.of(TokenValue.search(value)));
    }

    private static String typeIn(String template) {
        var type = TYPE.matcher(template);
        return type.find() ? type.group(1) : "";
    }

    private static Optional<JsonNode> raw(String token, JsonNode context) {
        if (token.startsWith("context.")) {
            return TokenValue.usable(context.path(token.substring("context.".length())));
        }
        return switch (token) {
            case "userPractitionerId" -> user(context, "Practitioner");
            case "userPractitionerRoleId" -> user(context, "PractitionerRole");
            case "userPatientId" -> user(context, "Patient");
            case "userRelatedPersonId" -> user(context, "RelatedPerson");
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> user(JsonNode context, String type) {
        return TokenValue.usable(context.path("userId")).flatMap(user -> TokenValue.idOf(user.asText(), type));
    }

    /// Templates are written with characters that a URI must have encoded.
    private static String legal(String path) {
        return ILLEGAL.matcher(path)
                .replaceAll(found ->
                        URLEncoder.encode(found.group(), StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
