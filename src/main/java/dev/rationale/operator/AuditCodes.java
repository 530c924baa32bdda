package dev.rationale.operator;

import dev.rationale.journal.AuditEntry.Event;
import java.util.List;

/// The codes by which other systems know an event, after IHE's
/// [Basic Audit Log Patterns](https://profiles.ihe.net/ITI/BALP/) and DICOM's audit messages.
///
/// @param action C, R, U, D or E ([audit-event-action](https://hl7.org/fhir/R4/valueset-audit-event-action.html))
/// @param client what the caller was to the data: their source, or where they went
/// @param user the same of the person
record AuditCodes(Code type, List<Code> subtypes, String action, Code client, Code server, Code user) {
    /// A coding.
    record Code(String system, String code, String display) {}

    /// Of this project's own codes.
    static final String OWN = "https://rationale.dev/fhir/CodeSystem/audit-event";

    static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";

    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final Code SOURCE = new Code(DICOM, "110153", "Source Role ID");
    private static final Code DESTINATION = new Code(DICOM, "110152", "Destination Role ID");
    private static final Code RECIPIENT = new Code(PARTICIPATION, "IRCP", "information recipient");
    private static final Code AUTHOR = new Code(PARTICIPATION, "AUT", "author (originator)");
    private static final Code REST =
            new Code("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", "RESTful Operation");
    private static final Code AUTHENTICATION = new Code(DICOM, "110114", "User Authentication");
    private static final Code LOGIN = new Code(DICOM, "110122", "Login");
    private static final Code ALERT = new Code(DICOM, "110113", "Security Alert");

    static AuditCodes of(Event event) {
        return switch (event) {
            case HOOK_CALL -> asked(REST, interaction("operation"), new Code(OWN, "hook-call", "Hook call"));
            case DECISION_SEARCH, FEEDBACK_SEARCH -> asked(REST, interaction("search-type"));
            case AUDIT_SEARCH -> asked(new Code(DICOM, "110101", "Audit Log Used"), interaction("search-type"));
            case DECISION_READ ->
                new AuditCodes(REST, List.of(interaction("read")), "R", DESTINATION, SOURCE, RECIPIENT);
            case FEEDBACK -> written("create", "C");
            case CREATE -> written("create", "C");
            case UPDATE -> written("update", "U");
            case DELETE -> written("delete", "D");
            case SIGN_IN -> asked(AUTHENTICATION, LOGIN);
            case UNAUTHENTICATED -> asked(AUTHENTICATION, LOGIN);
            case FORBIDDEN ->
                asked(
                        ALERT,
                        new Code(
                                "https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType",
                                "AuthZ-Role",
                                "Authorization Decision using only Roles"));
            case THROTTLED -> asked(ALERT, new Code(OWN, "throttled", "Too many calls"));
            case REFUSED -> asked(REST, new Code(OWN, "refused", "Refused before anything was done"));
        };
    }

    private static AuditCodes asked(Code type, Code... subtypes) {
        return new AuditCodes(type, List.of(subtypes), "E", SOURCE, DESTINATION, RECIPIENT);
    }

    private static AuditCodes written(String interaction, String action) {
        return new AuditCodes(REST, List.of(interaction(interaction)), action, SOURCE, DESTINATION, AUTHOR);
    }

    private static Code interaction(String code) {
        return new Code("http://hl7.org/fhir/restful-interaction", code, code);
    }
}
