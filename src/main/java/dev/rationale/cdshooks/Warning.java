package dev.rationale.cdshooks;

/// What a client did that the specification does not foresee and that could be read all the same. Counted for each
/// client; refused with these words when the client is read strictly.
public enum Warning {
    PATIENT_ID_WITH_TYPE("This must be the bare id of a Patient."),
    ENCOUNTER_ID_WITH_TYPE("This must be the bare id of an Encounter."),
    HOOK_INSTANCE_NOT_A_UUID("This must be a UUID."),
    HOOK_INSTANCE_REUSED("This was used for an earlier call; every call has its own."),
    USER_ID_MISSING("This field is required for this hook."),
    USER_TYPE_UNEXPECTED("This hook's users are of other resource types."),
    REFERENCE_FORM("This must be a reference such as Type/id."),
    SELECTION_NOT_A_DRAFT("Every selection must be an entry of context.draftOrders, as Type/id."),
    NOT_A_BUNDLE("This must be a FHIR Bundle."),
    AUTHORIZATION_INCOMPLETE("This member is required in fhirAuthorization."),
    AUTHORIZATION_OF_ANOTHER_PATIENT("The token is restricted to another patient than context.patientId."),
    LEGACY_PREFETCH("A prefetched value must be a FHIR resource, not an object that holds one."),
    NULL_MEMBER("This must not be null; leave it out."),
    EMPTY_MEMBER("This must not be empty; leave it out."),
    UNKNOWN_MEMBER("Only hook, hookInstance, fhirServer, fhirAuthorization, context, prefetch and extension are"
            + " known; additions belong under extension.");

    private final String text;

    Warning(String text) {
        this.text = text;
    }

    /// What is wrong, in words, and nothing of what was sent.
    public String text() {
        return text;
    }
}
