package dev.rationale.command;

import dev.rationale.client.CdsClient;
import dev.rationale.command.doctor.Doctor;
import dev.rationale.command.doctor.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `doctor`: tries a registered EHR connection step by step.
@Command(
        name = "doctor",
        description = "Tries a registered EHR connection step by step and says what is wrong.",
        footer = "Exit code 0: nothing is wrong; 1: something is.",
        sortOptions = false)
final class DoctorWord implements Callable<Integer> {
    private static final String FROM_INPUT = "-";
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--client", required = true, paramLabel = "NAME", description = "The registered client.")
    private String name = "";

    @Mixin
    private final RegistrationOptions where = new RegistrationOptions();

    @Option(names = "--admin-token", paramLabel = "TOKEN", description = "With --url: who asks, as a bearer token.")
    private @Nullable String adminToken;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "A token for the FHIR server, as the EHR passes it; - reads it from the input.")
    private @Nullable String token;

    @Option(names = "--scope", paramLabel = "SCOPES", description = "The token's scopes, if it does not name them.")
    private @Nullable String scope;

    @Option(names = "--patient", paramLabel = "ID", description = "A test patient whose prefetch is read.")
    private @Nullable String patient;

    @Option(
            names = "--fhir",
            paramLabel = "BASE",
            description = "The base the token and the patient are of, where several are registered.")
    private @Nullable String fhir;

    DoctorWord(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var own = Objects.requireNonNull(spec);
        var settings = WordSettings.read();
        var clients = where.clients(own, settings, adminToken);
        var client = clients.find(name);
        var problems = clients.problems(name);
        if (client.isEmpty() && problems.isEmpty()) {
            throw RegistrationOptions.unknown(own, name, clients);
        }
        var wrong = new AtomicInteger();
        problems.forEach(problem -> print(Step.of(problem), wrong));
        if (client.isPresent()) {
            examine(client.get(), settings, wrong);
        }
        return wrong.get() == 0 ? 0 : 1;
    }

    private void examine(CdsClient client, WordSettings settings, AtomicInteger wrong) throws IOException {
        try (var doctor = new Doctor(
                client,
                where.services(terminal),
                settings.context(),
                settings.hooks().gatherWithin(),
                InetAddress::getAllByName,
                Clock.systemUTC())) {
            doctor.examine(new Doctor.Access(fhir, token(), scope, patient), step -> print(step, wrong));
        }
    }

    /// What other people's systems sent is printed without what would steer the terminal.
    private void print(Step step, AtomicInteger wrong) {
        wrong.addAndGet(step.isWrong() ? 1 : 0);
        var margin = " ".repeat("not tried  ".length());
        var verdict = (step.verdict().words() + margin).substring(0, margin.length());
        terminal.out()
                .println(verdict
                        + PlainText.printable(step.name() + ": " + step.finding())
                                .replace('\n', ' '));
        if (!step.advice().isEmpty()) {
            terminal.out().println(margin + PlainText.printable(step.advice()).replace('\n', ' '));
        }
    }

    private @Nullable String token() throws IOException {
        if (!FROM_INPUT.equals(token)) {
            return token;
        }
        var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null || line.isBlank() ? null : line.strip();
    }
}
