package dev.rationale.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// Texts that stand nowhere else, each with a word for the place where it was planted.
final class Canaries {
    private static final Pattern CANARY = Pattern.compile("cnry[0-9]+x[a-z-]+");

    private final AtomicInteger count = new AtomicInteger(1000);

    String next(String place) {
        return "cnry" + count.getAndIncrement() + "x" + place;
    }

    /// Every canary that is found in a text: leaks.
    static List<String> in(String text) {
        return CANARY.matcher(text)
                .results()
                .map(match -> match.group())
                .distinct()
                .toList();
    }

    /// Adds members with canaries to every object, and puts them in the place of every text that is only for people.
    void plant(JsonNode node, String place) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                if (List.of("display", "text", "title", "family", "given", "line", "issued")
                                .contains(member.getKey())
                        && member.getValue().isTextual()) {
                    member.setValue(
                            object.textNode(next(place + "-" + member.getKey().toLowerCase(java.util.Locale.ROOT))));
                } else {
                    plant(member.getValue(), place);
                }
            });
            object.put(next(place + "-name"), next(place + "-value"));
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> plant(element, place));
        }
    }
}
