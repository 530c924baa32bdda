package dev.rationale.command;

import java.net.URI;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hook`: fires `patient-view` as an EHR does and prints what came back.
@Command(
        name = "hook",
        description = "Fires the hook patient-view as an EHR does and prints the cards.",
        sortOptions = false)
final class HookWord implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--patient", required = true, paramLabel = "ID", description = "The patient's id in the EHR.")
    private String patient = "";

    @Option(names = "--service", paramLabel = "ID", description = "The service to call (default: kfre-ckd).")
    private String service = "kfre-ckd";

    @Option(names = "--without-prefetch", description = "Send no prefetch: the service reads all it needs over FHIR.")
    private boolean withoutPrefetch;

    @Option(names = "--url", paramLabel = "BASE", description = "The service's base (default: http://127.0.0.1:8080).")
    private String url = "http://127.0.0.1:8080";

    @Option(names = "--fhir", paramLabel = "BASE", description = "The EHR's FHIR base (default: the sandbox at --url).")
    private @Nullable String fhir;

    @Option(names = "--user", paramLabel = "REF", description = "Who looks (default: Practitioner/sandbox-clinician).")
    private String user = "Practitioner/sandbox-clinician";

    @Option(names = "--json", description = "Print the response's body as it came.")
    private boolean json;

    HookWord(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        URI decisions = base("--url", url);
        URI ehr = base("--fhir", fhir == null ? decisions + "sandbox/fhir" : fhir);
        try (var ehrSide = new HookCaller(decisions, ehr, terminal.err()::println)) {
            var answered = ehrSide.fire(service, patient, user, !withoutPrefetch);
            if (json) {
                terminal.out().println(answered.body());
            } else {
                new CardPage(terminal.width()).lines(answered).forEach(terminal.out()::println);
            }
            return 0;
        }
    }

    /// Bases end with a slash here, so that relative addresses resolve below them.
    private URI base(String option, String given) {
        try {
            var base = URI.create(given.endsWith("/") ? given : given + "/");
            if (base.getHost() != null && (given.startsWith("http://") || given.startsWith("https://"))) {
                return base;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                option + " wants an address such as http://127.0.0.1:8080, not '" + given + "'");
    }
}
