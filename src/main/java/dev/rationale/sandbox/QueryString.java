package dev.rationale.sandbox;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The names and values of a query or of a form, in their order, decoded.
record QueryString(List<Pair> pairs) {
    record Pair(String name, String value) {}

    QueryString {
        pairs = List.copyOf(pairs);
    }

    static QueryString parse(@Nullable String raw) {
        var pairs = new ArrayList<Pair>();
        for (var piece : (raw == null ? "" : raw).split("&", -1)) {
            if (!piece.isEmpty()) {
                var equals = piece.indexOf('=');
                pairs.add(
                        equals < 0
                                ? new Pair(decoded(piece), "")
                                : new Pair(decoded(piece.substring(0, equals)), decoded(piece.substring(equals + 1))));
            }
        }
        return new QueryString(pairs);
    }

    QueryString and(QueryString more) {
        var all = new ArrayList<>(pairs);
        all.addAll(more.pairs);
        return new QueryString(all);
    }

    QueryString with(String name, String value) {
        var others = new ArrayList<>(pairs);
        others.removeIf(pair -> pair.name().equals(name));
        others.add(new Pair(name, value));
        return new QueryString(others);
    }

    /// Encoded again, as it stands in a link.
    String written() {
        return pairs.stream()
                .map(pair -> encoded(pair.name()) + "=" + encoded(pair.value()))
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw FhirProblem.invalid("The query is not well percent-encoded.");
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
