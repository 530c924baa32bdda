package dev.rationale.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a person or a machine of the hospital is to this service, as the identity provider says.
public enum Role {
    CLINICIAN,
    INTEGRATION_ENGINEER,
    MODEL_STEWARD,
    AUDITOR,
    /// Of the machine that collects metrics, so that what it holds opens nothing else.
    METRICS_READER;

    /// The role's name in a token.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The role with a name; empty for what means nothing here.
    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
