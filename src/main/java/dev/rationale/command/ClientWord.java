package dev.rationale.command;

import dev.rationale.client.CdsClient;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `client`: who is registered, and the one page that an EHR's build team needs.
@Command(
        name = "client",
        description = "Lists the registered CDS clients, or prints what one's build team needs.",
        sortOptions = false)
final class ClientWord implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The registered client.")
    private @Nullable String name;

    @Option(names = "--for-ehr", description = "Print the page for the EHR's build team, as Markdown.")
    private boolean forEhr;

    @Mixin
    private final RegistrationOptions where = new RegistrationOptions();

    @Option(names = "--token", paramLabel = "TOKEN", description = "With --url: who asks, as a bearer token.")
    private @Nullable String token;

    ClientWord(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var own = Objects.requireNonNull(spec);
        var settings = WordSettings.read();
        var clients = where.clients(own, settings, token);
        var wanted = name;
        if (wanted == null) {
            return listed(own, clients);
        }
        var client = clients.find(wanted);
        if (client.isPresent()) {
            if (forEhr) {
                page(client.get(), own, settings);
            } else {
                terminal.out().println(line(client.get()));
            }
            return 0;
        }
        if (clients.problems(wanted).isEmpty()) {
            throw RegistrationOptions.unknown(own, wanted, clients);
        }
        throw new WordFailure(
                "the client " + wanted + " cannot be used: " + String.join(" ", clients.problems(wanted)));
    }

    private int listed(CommandSpec own, RegisteredClients clients) {
        if (forEhr) {
            throw new ParameterException(own.commandLine(), "Say for which client. Known: " + clients.names() + ".");
        }
        clients.clients().forEach(client -> terminal.out().println(line(client)));
        if (clients.clients().isEmpty()) {
            terminal.out().println("No client is registered.");
        }
        clients.problems().forEach(terminal.err()::println);
        return clients.problems().isEmpty() ? 0 : 1;
    }

    private static String line(CdsClient client) {
        var services = client.services().stream().sorted().toList();
        return String.join(
                "  ",
                List.of(
                        client.name(),
                        client.issuer(),
                        String.join(",", services),
                        client.profile().id()));
    }

    private void page(CdsClient client, CommandSpec own, WordSettings settings) {
        var url = where.url(own).map(URI::toString);
        if (!settings.hasPublicUrl()) {
            terminal.err()
                    .println("rationale: rationale.public-url is not set here; the page uses "
                            + settings.publicUrl(url).base());
        }
        new EhrPage(client, where.services(terminal), settings.publicUrl(url), settings)
                .lines()
                .forEach(terminal.out()::println);
    }
}
