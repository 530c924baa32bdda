package dev.rationale.decision;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Where services are silent: they decide and journal, and answer no cards.
@ConfigMapping(prefix = "rationale.silent")
public interface SilentSettings {
    /// Rules by a name of your own; any of them is enough.
    Map<String, Rule> rules();

    /// One rule: it holds where all that it names holds; what it does not name may be anything.
    interface Rule {
        /// Ids of services.
        Optional<List<String>> services();

        /// Names of CDS clients.
        Optional<List<String>> clients();

        /// References of users, as `Practitioner/123`.
        Optional<List<String>> users();

        /// A share of the users, from 0 to 1; a user stays in it or out of it as long as the rule keeps its name.
        OptionalDouble share();
    }
}
