package dev.rationale.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who did what to which record. Patients are here by their pseudonyms, people by what their identity provider or the
/// EHR calls them, tokens by their ids.
///
/// @param recorded when, in whole milliseconds
/// @param node the machine that saw it
public record AuditEntry(
        UUID id, Instant recorded, Event event, Outcome outcome, Agent agent, Subject subject, String node)
        implements Entry {
    /// What was done.
    public enum Event {
        HOOK_CALL,
        FEEDBACK,
        SIGN_IN,
        DECISION_READ,
        DECISION_SEARCH,
        FEEDBACK_SEARCH,
        AUDIT_SEARCH,
        CREATE,
        UPDATE,
        DELETE,
        UNAUTHENTICATED,
        FORBIDDEN,
        THROTTLED,
        REFUSED;

        /// The name in the database.
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /// How it ended ([audit-event-outcome](https://hl7.org/fhir/R4/valueset-audit-event-outcome.html)).
    public enum Outcome {
        SUCCESS("0"),
        MINOR_FAILURE("4"),
        SERIOUS_FAILURE("8");

        private final String code;

        Outcome(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /// Who.
    ///
    /// @param client the application: a CDS client's name, or what asked the identity provider for the token
    /// @param user the person: what the EHR says (`Practitioner/…`), or the token's subject
    /// @param issuer of the token the person came with
    /// @param roles the person had, of those that mean something here
    /// @param address of the network it came from
    /// @param token the token's id, never the token
    public record Agent(
            @Nullable String client,
            @Nullable String user,
            @Nullable String issuer,
            List<String> roles,
            @Nullable String address,
            @Nullable String token) {
        /// Somebody who said nothing that was believed.
        public static Agent unknown(@Nullable String address) {
            return new Agent(null, null, null, List.of(), address, null);
        }

        /// A CDS client, and the user it speaks of.
        public static Agent cdsClient(String name, @Nullable String user, @Nullable String address) {
            return new Agent(name, user, null, List.of(), address, null);
        }
    }

    /// To what.
    ///
    /// @param patient the pseudonym
    /// @param item the decision's id, the card's, or the path of what was changed
    /// @param query what was searched for
    /// @param correlationId by which the request is found in logs and journal
    /// @param details more about it, by name
    public record Subject(
            @Nullable String patient,
            @Nullable String item,
            @Nullable String query,
            @Nullable String correlationId,
            Map<String, String> details) {
        /// A thing without a patient.
        public static Subject item(String item, @Nullable String correlationId, Map<String, String> details) {
            return new Subject(null, item, null, correlationId, details);
        }
    }
}
