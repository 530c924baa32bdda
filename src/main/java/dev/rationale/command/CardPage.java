package dev.rationale.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The cards of an answer as a person reads them in a terminal.
final class CardPage {
    private static final String MARGIN = "  ";
    private static final String EXPLANATION = "dev.rationale.explanation";
    private final int width;
    private final List<String> lines = new ArrayList<>();

    CardPage(int width) {
        this.width = width;
    }

    List<String> lines(HookCaller.Answered answered) {
        JsonNode cards = answered.answer().tree().path("cards");
        if (cards.isEmpty()) {
            add("", "No card: the service has nothing to say about the patient " + answered.patientId() + ".");
            // Whole, however long: it is there to be copied.
            lines.add("Why: curl -s '" + answered.base() + "journal/decisions?hookInstance=" + answered.hookInstance()
                    + "'");
        }
        cards.forEach(this::card);
        answered.answer().correlationId().ifPresent(id -> lines.add("Correlation id: " + PlainText.printable(id)));
        return lines;
    }

    private void card(JsonNode card) {
        add("[" + text(card, "indicator") + "] ", text(card, "summary"));
        if (card.hasNonNull("detail")) {
            lines.add("");
            PlainMarkdown.lines(card.path("detail").asText(), width - MARGIN.length())
                    .forEach(line -> lines.add(line.isEmpty() ? line : MARGIN + line));
        }
        suggestions(card);
        section("Reasons to override:", card.path("overrideReasons"), reason -> text(reason, "display"));
        section("Links:", card.path("links"), link -> text(link, "label") + ": " + text(link, "url"));
        lines.add("");
        add("Source: ", text(card.path("source"), "label") + " " + text(card.path("source"), "url"));
        String decision = text(card.path("extension").path(EXPLANATION), "decision");
        if (!decision.isEmpty()) {
            lines.add("Decision: " + decision);
        }
        lines.add("");
    }

    private void suggestions(JsonNode card) {
        boolean one = text(card, "selectionBehavior").equals("at-most-one");
        section(one ? "Suggestions (at most one):" : "Suggestions:", card.path("suggestions"), suggestion -> {
            var said = new StringBuilder(text(suggestion, "label"));
            said.append(suggestion.path("isRecommended").asBoolean() ? " (recommended)" : "");
            for (JsonNode action : suggestion.path("actions")) {
                said.append("; ").append(text(action, "type")).append(' ');
                said.append(text(action.path("resource"), "resourceType")).append(": ");
                said.append(text(action, "description"));
            }
            return said.toString();
        });
    }

    private void section(String title, JsonNode members, Function<JsonNode, String> said) {
        if (!members.isEmpty()) {
            lines.add("");
            lines.add(title);
            members.forEach(member -> add(MARGIN + "- ", said.apply(member)));
        }
    }

    private void add(String first, String text) {
        lines.addAll(PlainText.wrapped(first, text, width));
    }

    private static String text(JsonNode node, String member) {
        return PlainText.printable(node.path(member).asText());
    }
}
