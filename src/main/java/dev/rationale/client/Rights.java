package dev.rationale.client;

import static dev.rationale.client.Role.AUDITOR;
import static dev.rationale.client.Role.INTEGRATION_ENGINEER;
import static dev.rationale.client.Role.METRICS_READER;
import static dev.rationale.client.Role.MODEL_STEWARD;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which role may what: the one table. An endpoint names the right it needs (`@RolesAllowed(Rights.READ_DECISIONS)`);
/// one that names none is refused to everybody.
public final class Rights {
    /// Why a card was shown, or was not.
    public static final String READ_DECISIONS = "may-read-decisions";

    /// Who saw, asked and changed what.
    public static final String READ_AUDIT_EVENTS = "may-read-audit-events";

    /// Which EHRs may call, and how they are known.
    public static final String READ_CLIENTS = "may-read-clients";

    /// Let an EHR in, or out.
    public static final String CHANGE_CLIENTS = "may-change-clients";

    /// Counts and times.
    public static final String READ_METRICS = "may-read-metrics";

    private static final Map<String, Set<Role>> TABLE = Map.of(
            READ_DECISIONS, Set.of(INTEGRATION_ENGINEER, MODEL_STEWARD, AUDITOR),
            READ_AUDIT_EVENTS, Set.of(AUDITOR),
            READ_CLIENTS, Set.of(INTEGRATION_ENGINEER, AUDITOR),
            CHANGE_CLIENTS, Set.of(INTEGRATION_ENGINEER),
            READ_METRICS, Set.of(INTEGRATION_ENGINEER, MODEL_STEWARD, METRICS_READER));

    private Rights() {}

    /// Every right there is.
    public static Set<String> all() {
        return TABLE.keySet();
    }

    /// The rights of somebody with these roles.
    public static Set<String> of(Set<Role> roles) {
        return TABLE.entrySet().stream()
                .filter(row -> row.getValue().stream().anyMatch(roles::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
