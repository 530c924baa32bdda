package dev.rationale.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Text for a terminal: wrapped, without Markdown's marks, and without characters that would steer the terminal.
final class PlainText {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\n]]");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\\p{Punct}])");
    private static final int KEPT_APART = 0xE000;

    private PlainText() {}

    /// What another system wrote, safe to print.
    static String printable(String text) {
        return CONTROL.matcher(text).replaceAll("");
    }

    /// One line of Markdown as a person reads it: emphasis and code marks fall away, a link shows its address.
    static String inline(String markdown) {
        // Characters escaped with a backslash are kept apart until all marks are gone.
        String text = ESCAPED.matcher(markdown)
                .replaceAll(
                        match -> Character.toString(KEPT_APART + match.group(1).charAt(0)));
        text = text.replaceAll("!?\\[([^\\]]*)]\\(([^)\\s]*)[^)]*\\)", "$1 ($2)")
                .replaceAll("`+([^`]*)`+", "$1")
                .replaceAll("(\\*{1,3})([^*\\s](?:[^*]*[^*\\s])?)\\1", "$2")
                .replaceAll("(?<![\\p{L}\\p{N}_])(_{1,3})([^_\\s](?:[^_]*[^_\\s])?)\\1(?![\\p{L}\\p{N}_])", "$2")
                .replaceAll("<(https?://[^>\\s]+)>", "$1")
                .replaceAll("(?i)<br\\s*/?>", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
        return text.chars()
                .map(one -> one >= KEPT_APART && one < KEPT_APART + 128 ? one - KEPT_APART : one)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// The text in lines of at most `width` columns; the first begins with `first`, the others with as much space.
    static List<String> wrapped(String first, String text, int width) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.strip().split("\\s+", -1)) {
            if (!empty && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(first.length()));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }
}
