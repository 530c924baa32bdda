package dev.rationale.hooks;

import dev.rationale.cdshooks.Handling;
import dev.rationale.cdshooks.HookRefusal;
import dev.rationale.client.Caller;
import dev.rationale.client.QuirkProfiles;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// How a call is read and answered. A client's registration says it; in dev the header `Prefer`
/// ([RFC 7240](https://www.rfc-editor.org/rfc/rfc7240)) may say otherwise, so that `handling=strict` and
/// `rationale-profile=epic` can be tried.
@ApplicationScoped
@Startup
public class Preferences {
    private static final Logger LOG = Logger.getLogger(Preferences.class);

    private final boolean dev;

    public Preferences(@ConfigProperty(name = "rationale.dev", defaultValue = "false") boolean dev) {
        this.dev = dev;
        // Read at start: a profile that cannot be read is no surprise for the first call, nor is the time it takes.
        LOG.debugf("quirk profiles: %d", QuirkProfiles.all().size());
    }

    /// How what the caller sends is read.
    Handling handling(Caller caller, List<String> prefer) {
        var preferred = value("handling", prefer);
        return Handling.strictIf(preferred
                .map(handling -> handling.equals("strict"))
                .orElse(caller.client().strict()));
    }

    /// The caller as the kind of EHR that it wants to be answered as.
    ///
    /// @throws HookRefusal 400 when there is no such kind
    Caller answered(Caller caller, List<String> prefer) {
        return value("rationale-profile", prefer)
                .map(name -> caller.as(QuirkProfiles.named(name)
                        .orElseThrow(() -> HookRefusal.invalid("Prefer", "There is no such profile."))))
                .orElse(caller);
    }

    private Optional<String> value(String name, List<String> prefer) {
        return prefer.stream()
                .filter(_ -> dev)
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .map(preference -> preference.split(";", 2)[0].strip())
                .filter(preference -> preference.startsWith(name + "="))
                .map(preference -> preference.substring(name.length() + 1))
                .findFirst();
    }
}
