package dev.rationale.sandbox;

import org.jspecify.annotations.Nullable;

/// A call of the FHIR endpoint, free of HTTP machinery.
///
/// @param base the FHIR base URL as the client wrote it, without a slash at its end; links are made from it
/// @param path what follows the base, without a slash at either end
/// @param query the raw query
record FhirRequest(
        String method,
        String base,
        String path,
        @Nullable String query,
        @Nullable String contentType,
        @Nullable String ifNoneExist,
        @Nullable String ifMatch,
        String body) {
    boolean hasType(String mediaType) {
        var given = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        return given.equalsIgnoreCase(mediaType);
    }
}
