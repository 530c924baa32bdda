package dev.rationale.client;

import java.net.URI;

/// A FHIR server that may be asked on behalf of one client.
///
/// @param url without a trailing slash
public record FhirBase(URI url, Way way) {
    /// One that is reached directly.
    public FhirBase(URI url) {
        this(url, Way.DIRECT);
    }
}
