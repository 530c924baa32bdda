package dev.rationale.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A prefetch template of discovery, filled in as an EHR fills it in
/// ([CDS Hooks 2.0.1, Prefetch tokens](https://cds-hooks.hl7.org/2.0.1/#prefetch-tokens)).
final class PrefetchTemplate {
    private static final Pattern TOKEN = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
    private static final String ALLOWED_IN_URI = "-._~:/?#[]@!$&'()*+,;=%";

    private PrefetchTemplate() {}

    /// A template with its values, or the token that this context has no value for.
    sealed interface Filled {
        /// Relative to the FHIR base; every value is percent-encoded.
        record Query(String relative) implements Filled {
            boolean isRead() {
                return relative.indexOf('?') < 0;
            }
        }

        /// The EHR leaves such a key out.
        record WithoutValue(String token) implements Filled {}
    }

    /// The tokens of a `patient-view` context. A user's reference keeps its slash, so that it can be read;
    /// nothing else of a value can act as part of an address.
    static Map<String, String> tokens(String patientId, String userId) {
        var tokens = new HashMap<String, String>();
        tokens.put("context.patientId", encoded(patientId));
        tokens.put("context.userId", encoded(userId).replaceFirst("%2F", "/"));
        int slash = userId.indexOf('/');
        if (slash > 0) {
            tokens.put("user" + userId.substring(0, slash) + "Id", encoded(userId.substring(slash + 1)));
        }
        return tokens;
    }

    static Filled fill(String template, Map<String, String> tokens) {
        Matcher matcher = TOKEN.matcher(template);
        var filled = new StringBuilder();
        while (matcher.find()) {
            String value = tokens.get(matcher.group(1));
            if (value == null) {
                return new Filled.WithoutValue(matcher.group(1));
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(filled);
        return new Filled.Query(legal(filled.toString()));
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Templates are written with `|` and the like, which an address may not hold as they are.
    private static String legal(String text) {
        var address = new StringBuilder();
        text.codePoints().forEach(point -> {
            String one = Character.toString(point);
            boolean plain = point < 128 && (Character.isLetterOrDigit(point) || ALLOWED_IN_URI.contains(one));
            address.append(plain ? one : encoded(one));
        });
        return address.toString();
    }
}
