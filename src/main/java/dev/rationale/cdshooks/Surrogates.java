package dev.rationale.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// Halves of surrogate pairs, which JSON can spell as an escape and UTF-8 cannot write: the one kind of text that could
/// be read from a client and not be written into an answer.
final class Surrogates {
    private static final int ESCAPE_LENGTH = 3;

    private Surrogates() {}

    /// Whether an escape of a surrogate stands in the text. Raw ones are no UTF-8. Most texts have no escape at all,
    /// which is soon seen in words of eight bytes.
    static boolean mayBeIn(byte[] json) {
        return Words.mayHold(json, '\\') && escapedIn(json);
    }

    private static boolean escapedIn(byte[] json) {
        for (var i = 0; i + ESCAPE_LENGTH <= json.length; i++) {
            if (json[i] == '\\' && json[i + 1] == 'u' && (json[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }

    /// Puts the replacement character in the place of every half without its other half.
    static void pair(JsonNode node) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(member -> {
                    if (member.getValue() instanceof TextNode text) {
                        member.setValue(paired(text));
                    } else {
                        pair(member.getValue());
                    }
                });
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    if (array.get(i) instanceof TextNode text) {
                        array.set(i, paired(text));
                    } else {
                        pair(array.get(i));
                    }
                }
            }
            default -> {}
        }
    }

    private static TextNode paired(TextNode node) {
        var text = node.textValue();
        var paired = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .forEach(paired::appendCodePoint);
        return TextNode.valueOf(paired.toString());
    }
}
