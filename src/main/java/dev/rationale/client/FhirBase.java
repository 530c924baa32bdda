package dev.rationale.client;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A FHIR server that may be asked on behalf of one client.
///
/// @param url without a trailing slash
/// @param proxy by which it is reached
/// @param certificateAuthority PEM file of the authority that signed its certificate, where that is a private one
/// @param clientCertificate PEM file of the certificate we show (mutual TLS)
/// @param clientKey PEM file of its private key
public record FhirBase(
        URI url,
        @Nullable URI proxy,
        @Nullable Path certificateAuthority,
        @Nullable Path clientCertificate,
        @Nullable Path clientKey) {}
