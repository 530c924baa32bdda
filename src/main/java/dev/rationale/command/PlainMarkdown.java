package dev.rationale.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A card's detail (GitHub-flavoured Markdown) as plain, wrapped lines: paragraphs, headings, lists and tables.
/// What it does not know is printed as a paragraph; nothing is dropped.
final class PlainMarkdown {
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
    private static final Pattern ITEM = Pattern.compile("(\\s*)([-*+]|\\d+[.)])\\s+(.*)");
    private static final Pattern SEPARATOR = Pattern.compile("\\|?[\\s:|-]*-[\\s:|-]*\\|?");
    private final int width;
    private final List<String> lines = new ArrayList<>();
    private final List<List<String>> table = new ArrayList<>();
    private String first = "";
    private final StringBuilder paragraph = new StringBuilder();

    private PlainMarkdown(int width) {
        this.width = width;
    }

    static List<String> lines(String markdown, int width) {
        var page = new PlainMarkdown(width);
        PlainText.printable(markdown.replace("\t", "    ")).lines().forEach(page::take);
        page.endTable();
        page.endParagraph();
        return page.lines;
    }

    private void take(String line) {
        boolean row = line.strip().startsWith("|");
        if (!row) {
            endTable();
        }
        Matcher heading = HEADING.matcher(line);
        Matcher item = ITEM.matcher(line);
        if (row) {
            endParagraph();
            addRow(line.strip());
        } else if (line.isBlank()) {
            endParagraph();
            blank();
        } else if (heading.matches()) {
            endParagraph();
            lines.addAll(PlainText.wrapped("", PlainText.inline(heading.group(1)), width));
        } else if (item.matches()) {
            endParagraph();
            first = item.group(1) + (item.group(2).length() == 1 ? "-" : item.group(2)) + " ";
            paragraph.append(item.group(3));
        } else {
            paragraph.append(' ').append(line.strip());
            endAtHardBreak(line);
        }
    }

    private void endAtHardBreak(String line) {
        if (line.endsWith("  ")) {
            endParagraph();
        } else if (line.endsWith("\\")) {
            paragraph.setLength(paragraph.length() - 1);
            endParagraph();
        }
    }

    private void blank() {
        if (!lines.isEmpty() && !lines.getLast().isEmpty()) {
            lines.add("");
        }
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            lines.addAll(PlainText.wrapped(first, PlainText.inline(paragraph.toString()), width));
        }
        paragraph.setLength(0);
        first = "";
    }

    private void addRow(String row) {
        if (!SEPARATOR.matcher(row).matches()) {
            String inner = row.replaceFirst("^\\|", "").replaceFirst("(?<!\\\\)\\|$", "");
            table.add(Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
                    .map(cell -> PlainText.inline(cell.strip()))
                    .toList());
        }
    }

    /// Columns as wide as their widest cell; a table that does not fit is written as one wrapped line for each row.
    private void endTable() {
        int columns = table.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        table.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        boolean fits = Arrays.stream(widths).sum() + 2 * (columns - 1) <= width;
        table.forEach(row -> lines.addAll(
                fits ? List.of(padded(row, widths)) : PlainText.wrapped("- ", String.join("; ", row), width)));
        table.clear();
    }

    private static String padded(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
        }
        return line.toString().stripTrailing();
    }
}
