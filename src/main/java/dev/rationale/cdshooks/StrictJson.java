package dev.rationale.cdshooks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads bytes as one JSON object within limits. Decimals stay as they were written, `1.80` too; half of a surrogate
/// pair becomes the replacement character, since nothing that is written could hold it.
public final class StrictJson {
    private static final int NESTING = 100;
    private static final int NUMBER_LENGTH = 100;
    private static final int STRING_LENGTH = 4 << 20;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING)
                            .maxNumberLength(NUMBER_LENGTH)
                            .maxStringLength(STRING_LENGTH)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private StrictJson() {}

    /// The object in the bytes.
    ///
    /// @throws HookRefusal 400 when they are not UTF-8, not JSON, too deep, or no object
    public static ObjectNode object(byte[] bytes) {
        if (tree(bytes) instanceof ObjectNode object) {
            return object;
        }
        throw HookRefusal.invalid("$", "The body must be a JSON object.");
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            requireUtf8(bytes);
            var tree = JSON.readTree(bytes);
            if (tree != null && Surrogates.mayBeIn(bytes)) {
                Surrogates.pair(tree);
            }
            return tree;
        } catch (JsonProcessingException notJson) {
            var at = notJson.getLocation();
            var where = at == null ? "$" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new HookRefusal(
                    HookError.MALFORMED,
                    java.util.List.of(OperationOutcome.Issue.error(
                            HookError.MALFORMED.issue(), where, HookError.MALFORMED.text())));
        } catch (IOException notText) {
            throw HookRefusal.of(HookError.MALFORMED);
        }
    }

    /// Bytes of ASCII without NUL among the first, as most bodies are, need no decoding to know that they are UTF-8.
    private static boolean isPlain(byte[] bytes) {
        return Words.ascii(bytes) && (bytes.length < 2 || (bytes[0] != 0 && bytes[1] != 0));
    }

    private static void requireUtf8(byte[] bytes) throws CharacterCodingException {
        if (isPlain(bytes)) {
            return;
        }
        var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        if (decoded.length() > 1 && (decoded.charAt(0) == '\ufeff' || decoded.charAt(1) == '\0')) {
            throw new CharacterCodingException();
        }
    }
}
