package dev.rationale.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The two tables of docs/people.md: which role may reach which endpoint, and what is open.
///
/// @param guarded endpoint to the roles that may
record AccessTable(List<String> roles, Map<String, Set<String>> guarded, Set<String> open) {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static AccessTable read() {
        var rows = rows();
        var first = rows.indexOf(rows.stream()
                .filter(row -> row.getFirst().equals("endpoint"))
                .findFirst()
                .orElseThrow());
        var second = rows.indexOf(rows.stream()
                .filter(row -> row.getFirst().equals("open endpoint"))
                .findFirst()
                .orElseThrow());
        var roles = rows.get(first).subList(1, rows.get(first).size());
        var guarded = new LinkedHashMap<String, Set<String>>();
        for (var row : rows.subList(first + 2, second)) {
            var allowed = new LinkedHashSet<String>();
            for (int column = 1; column < row.size(); column++) {
                switch (row.get(column)) {
                    case "yes" -> allowed.add(roles.get(column - 1));
                    case "" -> {}
                    default -> throw new IllegalStateException("neither yes nor empty: " + row);
                }
            }
            codes(row.getFirst()).forEach(endpoint -> guarded.put(endpoint, allowed));
        }
        var open = new LinkedHashSet<String>();
        rows.subList(second + 2, rows.size()).forEach(row -> open.addAll(codes(row.getFirst())));
        return new AccessTable(roles, guarded, open);
    }

    private static List<List<String>> rows() {
        try {
            var section = Files.readString(RunningService.root().resolve("docs/people.md"))
                    .split("\n## Who may what\n")[1]
                    .split("\n## ")[0];
            return section.lines()
                    .filter(line -> line.startsWith("|"))
                    .map(line ->
                            List.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1)))
                    .map(cells -> cells.stream().map(String::strip).toList())
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static List<String> codes(String cell) {
        var codes = new ArrayList<String>();
        var matcher = CODE.matcher(cell);
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }
}
