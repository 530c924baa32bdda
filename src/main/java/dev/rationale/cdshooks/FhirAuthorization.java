package dev.rationale.cdshooks;

import org.jspecify.annotations.Nullable;

/// Access to the client's FHIR server for this one call. The token is never kept, logged or used again.
public record FhirAuthorization(
        String accessToken, @Nullable String scope) {
    /// Says nothing of the token.
    @Override
    public String toString() {
        return "FhirAuthorization";
    }
}
