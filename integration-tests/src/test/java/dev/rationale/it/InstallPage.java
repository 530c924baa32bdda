package dev.rationale.it;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The page by which an administrator installs the service: its blocks of commands, in their order.
record InstallPage(List<Block> blocks) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
    private static final Pattern CHOICE = Pattern.compile("\\b([A-Z_]+)=(\"[^\"]*\"|\\S+)");

    /// A folder or file of a host, other than the path in a URL.
    private static final Pattern ELSEWHERE = Pattern.compile("(?!BASE_PATH).*=[/~].*");

    /// @param commands what stands between the fences
    record Block(String commands) {
        /// Whether only a real host can run it.
        boolean onlyOnAHost() {
            return commands.startsWith("# on the host");
        }

        boolean says(String text) {
            return commands.contains(text);
        }
    }

    static InstallPage read() throws IOException {
        return new InstallPage(blocks("docs/install.md"));
    }

    static List<Block> blocks(String page) throws IOException {
        return BLOCK.matcher(Files.readString(RunningService.root().resolve(page)))
                .results()
                .map(block -> new Block(block.group(1)))
                .toList();
    }

    /// The first block, with other choices; each of them must be one of the page's, and each file and folder of the
    /// page must be one of them.
    Block choices(Map<String, String> others) {
        var unknown = new HashSet<>(others.keySet());
        var chosen = blocks.getFirst()
                .commands()
                .lines()
                .map(line -> line.startsWith("export ")
                        ? CHOICE.matcher(line).replaceAll(choice -> {
                            unknown.remove(choice.group(1));
                            var value = others.get(choice.group(1));
                            if (value == null
                                    && ELSEWHERE.matcher(choice.group()).matches()) {
                                throw new IllegalStateException("this would be outside: " + choice.group());
                            }
                            return java.util.regex.Matcher.quoteReplacement(
                                    value == null ? choice.group() : choice.group(1) + "='" + value + "'");
                        })
                        : line)
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("the page lets nobody choose " + unknown);
        }
        return new Block(String.join("\n", chosen) + "\n");
    }
}
