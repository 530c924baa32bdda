package dev.rationale.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// The words of `./rationale` that run Java. Exit codes: 0 done, 1 failed for a reason that is printed, 2 misused.
@Command(name = "./rationale", synopsisSubcommandLabel = "WORD")
public final class Words implements Runnable {
    private final Terminal terminal;

    private Words(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Runs one word and ends the JVM with its exit code.
    public static void main(String[] arguments) {
        System.exit(commandLine(Terminal.ofThisProcess(System.getenv())).execute(arguments));
    }

    /// A new word is one more line in this list.
    private static List<Object> words(Terminal terminal) {
        return List.of(
                new HookWord(terminal),
                new ScoreWord(),
                new CheckWord(terminal),
                new ClientWord(terminal),
                new DoctorWord(terminal));
    }

    static CommandLine commandLine(Terminal terminal) {
        var line = new CommandLine(CommandSpec.forAnnotatedObject(new Words(terminal)));
        words(terminal).forEach(line::addSubcommand);
        line.getSubcommands().values().forEach(word -> word.getCommandSpec().addOption(help()));
        return line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpWidth(Math.max(terminal.width(), 80))
                .setParameterExceptionHandler((misuse, _) -> misused(misuse, terminal))
                .setExecutionExceptionHandler((failure, _, _) -> failed(failure, terminal));
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this.")
                .build();
    }

    @Override
    public void run() {
        terminal.err().println("rationale: say which word (./rationale lists what there is)");
    }

    private static int misused(ParameterException misuse, Terminal terminal) {
        String word = misuse.getCommandLine().getCommandSpec().qualifiedName();
        String what = String.valueOf(misuse.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        terminal.err().println("rationale: " + what + " (see " + word + " --help)");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception failure, Terminal terminal) throws Exception {
        if (failure instanceof WordFailure) {
            terminal.err().println("rationale: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
