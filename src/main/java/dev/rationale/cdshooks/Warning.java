package dev.rationale.cdshooks;

/// What a client did that the specification does not foresee and that could be read all the same.
public enum Warning {
    /// `context.patientId` came as `Patient/123`.
    PATIENT_ID_WITH_TYPE,
    HOOK_INSTANCE_NOT_A_UUID,
    USER_ID_MISSING,
    /// `prefetch.x.resource`, as before version 1.0.
    LEGACY_PREFETCH,
    NULL_MEMBER
}
