package dev.rationale.command;

import dev.rationale.catalog.Catalog;
import dev.rationale.catalog.FolderLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `check`: loads service folders with every check the running service makes, replays their examples, and says for
/// each finding the file, the line and what to do.
@Command(name = "check", description = "Checks service folders and replays their examples.")
final class CheckWord implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "one service folder (default: all of them)")
    @Nullable
    Path folder;

    CheckWord(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var wrong = 0;
        for (var one : folders()) {
            wrong += check(Folders.load(one));
        }
        return wrong == 0 ? 0 : 1;
    }

    private List<Path> folders() throws IOException {
        var one = folder;
        var all = Path.of(System.getProperty("rationale.catalog.directory", "cds-services"));
        if (one != null && !Files.isDirectory(one) && Files.isDirectory(all.resolve(one))) {
            one = all.resolve(one);
        }
        if (one != null) {
            if (!Files.isDirectory(one)) {
                throw new WordFailure("There is no folder " + one + ".");
            }
            return List.of(one);
        }
        return Catalog.foldersIn(all);
    }

    private int check(FolderLoader.Loaded loaded) {
        var findings = new ArrayList<>(loaded.findings());
        var examples = 0;
        if (loaded.service().isPresent()) {
            var replay = new ExampleReplay(loaded.service().get());
            examples = replay.names().size();
            findings.addAll(replay.findings());
        }
        findings.forEach(terminal.out()::println);
        terminal.out()
                .println(loaded.folder() + ": "
                        + (findings.isEmpty()
                                ? "good, " + examples + " examples agree"
                                : findings.size() + " findings"));
        return findings.size();
    }
}
