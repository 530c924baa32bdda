package dev.rationale.client.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.util.Base64URL;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.cdshooks.StrictJson;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A token that could be read and is not yet trusted: a JSON Web Signature in compact form
/// ([RFC 7515](https://www.rfc-editor.org/rfc/rfc7515#section-7.1)) over claims
/// ([RFC 7519](https://www.rfc-editor.org/rfc/rfc7519)).
///
/// @param signed the text that the signature is over
record Token(ObjectNode header, ObjectNode claims, String signed, Base64URL signature) {
    private static final Pattern COMPACT = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");
    private static final double LATEST = 1e11;

    /// Reads a token; empty when it is none. Members that are there twice make it none.
    static Optional<Token> read(String compact) {
        var parts = COMPACT.matcher(compact);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Token(
                    StrictJson.object(bytes(parts.group(1))),
                    StrictJson.object(bytes(parts.group(2))),
                    compact.substring(0, parts.start(3) - 1),
                    new Base64URL(parts.group(3))));
        } catch (IllegalArgumentException | HookRefusal notJson) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    /// A member of the header that is a text.
    Optional<String> header(String name) {
        return text(header.get(name));
    }

    /// A claim that is a text.
    Optional<String> claim(String name) {
        return text(claims.get(name));
    }

    private static Optional<String> text(@Nullable JsonNode value) {
        return value == null ? Optional.empty() : Optional.ofNullable(value.textValue());
    }

    boolean has(String claim) {
        return claims.has(claim);
    }

    /// A claim that is a time, in seconds since 1970.
    Optional<Long> time(String name) {
        var value = claims.path(name);
        return value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() < LATEST
                ? Optional.of(value.longValue())
                : Optional.empty();
    }

    /// The audiences: one text, or an array of texts and nothing else.
    List<String> audiences() {
        var value = claims.path("aud");
        if (value.isTextual()) {
            return List.of(value.textValue());
        }
        var audiences = new ArrayList<String>();
        for (var one : value) {
            if (!one.isTextual()) {
                return List.of();
            }
            audiences.add(one.textValue());
        }
        return value.isArray() ? audiences : List.of();
    }

    /// Nothing of a token is ever written anywhere.
    @Override
    public String toString() {
        return "Token";
    }
}
