package dev.rationale.sandbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// One file with a Bundle, read entry by entry so that the whole of it is never in memory. It is read twice: first to
/// see that it is sound and which identity each `fullUrl` stands for, then to store its resources.
record BundleFile(Path file, SearchTable table) {
    private static final Set<String> TYPES = Set.of("collection", "transaction", "batch", "searchset");

    /// @param kept resources stored
    /// @param leftOut entries of types the sandbox does not keep, or that are no resource with an identity
    record Loaded(int kept, int leftOut) {}

    Loaded load(FhirStore store) throws IOException {
        var identities = new HashMap<String, String>();
        eachEntry(entry -> identity(entry).ifPresent(identity -> {
            var fullUrl = FhirJson.text(entry, "fullUrl");
            if (fullUrl != null) {
                identities.put(fullUrl, identity.type() + "/" + identity.id());
            }
        }));
        var counts = new int[2];
        eachEntry(entry -> counts[keep(entry, identities, store) ? 0 : 1]++);
        return new Loaded(counts[0], counts[1]);
    }

    private boolean keep(JsonNode entry, Map<String, String> identities, FhirStore store) {
        var identity = identity(entry).filter(known -> table.knows(known.type()));
        if (identity.isEmpty() || !(entry.get("resource") instanceof ObjectNode resource)) {
            return false;
        }
        References.rewrite(resource, text -> identities.getOrDefault(text, text));
        var _ = store.put(identity.get().type(), identity.get().id(), resource);
        return true;
    }

    /// The resource's own id, or else the one that its `urn:uuid` or URL ends in.
    private static Optional<ReferenceValue> identity(JsonNode entry) {
        var resource = entry.get("resource");
        var type = FhirJson.text(resource, "resourceType");
        var id = FhirJson.text(resource, "id");
        var fullUrl = FhirJson.text(entry, "fullUrl");
        if (id == null && fullUrl != null) {
            id = fullUrl.substring(Math.max(fullUrl.lastIndexOf('/'), fullUrl.lastIndexOf(':')) + 1);
        }
        return type == null || id == null || !ReferenceValue.isId(id)
                ? Optional.empty()
                : Optional.of(new ReferenceValue(type, id));
    }

    private void eachEntry(Consumer<JsonNode> consumer) throws IOException {
        try (var parser = FhirJson.MAPPER.createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw FhirProblem.invalid("It is no JSON object.");
            }
            var named = new HashMap<String, String>();
            for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                var token = parser.nextToken();
                if (name.equals("entry") && token == JsonToken.START_ARRAY) {
                    entries(parser, consumer);
                } else if (token == JsonToken.VALUE_STRING) {
                    named.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            if (!"Bundle".equals(named.get("resourceType")) || !TYPES.contains(named.getOrDefault("type", ""))) {
                throw FhirProblem.invalid("It is no Bundle of one of the types collection, transaction, searchset.");
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw FhirProblem.malformed("It does not end where its Bundle ends.");
            }
        }
    }

    private static void entries(JsonParser parser, Consumer<JsonNode> consumer) throws IOException {
        // More entries follow each one: they are not trailing tokens.
        var one = FhirJson.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            consumer.accept(one.readTree(parser));
        }
    }
}
