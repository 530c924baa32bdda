package dev.rationale.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// Reads the member `fhirAuthorization` of a call
/// ([CDS Hooks 2.0.1](https://cds-hooks.hl7.org/2.0.1/#passing-the-access-token-to-the-cds-service)).
final class AuthorizationReader {
    private static final String MEMBER = "fhirAuthorization";

    private final Warnings warnings;

    AuthorizationReader(Warnings warnings) {
        this.warnings = warnings;
    }

    @Nullable
    FhirAuthorization read(ObjectNode body, @Nullable String server, ObjectNode context) {
        var member = body.path(MEMBER);
        if (member.isMissingNode() || member.isNull()) {
            return null;
        }
        if (!(member instanceof ObjectNode authorization)) {
            throw HookRefusal.invalid(MEMBER, "This must be an object.");
        }
        if (server == null) {
            throw HookRefusal.invalid("fhirServer", "This is required together with fhirAuthorization.");
        }
        var token = authorization.path("access_token");
        if (!token.isTextual() || !token.textValue().matches("[\\x21-\\x7e]+")) {
            throw HookRefusal.invalid(MEMBER + ".access_token", "This must be a token.");
        }
        expect(authorization.path("token_type").asText("").equals("Bearer"), "token_type");
        expect(authorization.path("expires_in").isIntegralNumber(), "expires_in");
        expect(isText(authorization.path("scope")), "scope");
        expect(isText(authorization.path("subject")), "subject");
        patient(authorization, context);
        var scope = authorization.path("scope");
        return new FhirAuthorization(token.textValue(), scope.isTextual() ? scope.textValue() : null);
    }

    private void expect(boolean holds, String name) {
        if (!holds) {
            warnings.add(Warning.AUTHORIZATION_INCOMPLETE, MEMBER + "." + name);
        }
    }

    /// Nothing of another patient is used whatever the token may read; that it is theirs is worth knowing.
    private void patient(ObjectNode authorization, ObjectNode context) {
        var patient = authorization.path("patient");
        if (patient.isTextual()
                && !patient.textValue().equals(context.path("patientId").asText())) {
            warnings.add(Warning.AUTHORIZATION_OF_ANOTHER_PATIENT, MEMBER + ".patient");
        }
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && !value.textValue().isBlank();
    }
}
