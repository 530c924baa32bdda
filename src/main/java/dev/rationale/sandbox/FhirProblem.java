package dev.rationale.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A request of the FHIR endpoint that cannot be done. It never leaves this package: [FhirEndpoint] answers it as an
/// OperationOutcome. The text names parameters and types, never values.
final class FhirProblem extends RuntimeException {
    private final int status;
    private final String code;
    private final String text;

    private FhirProblem(int status, String code, String text) {
        super(text, null, false, false);
        this.status = status;
        this.code = code;
        this.text = text;
    }

    static FhirProblem invalid(String text) {
        return new FhirProblem(400, "invalid", text);
    }

    static FhirProblem malformed(String text) {
        return new FhirProblem(400, "structure", text);
    }

    static FhirProblem notSupported(String text) {
        return new FhirProblem(400, "not-supported", text);
    }

    static FhirProblem notAllowed(String text) {
        return new FhirProblem(405, "not-supported", text);
    }

    static FhirProblem notFound(String text) {
        return new FhirProblem(404, "not-found", text);
    }

    static FhirProblem of(int status, String code, String text) {
        return new FhirProblem(status, code, text);
    }

    String text() {
        return text;
    }

    int status() {
        return status;
    }

    ObjectNode outcome() {
        var outcome = FhirJson.object().put("resourceType", "OperationOutcome");
        var issue = outcome.putArray("issue").addObject();
        issue.put("severity", "error").put("code", code).put("diagnostics", text);
        return outcome;
    }

    /// A name sent by a client as it may stand in an error text: only if it looks like a name.
    static String named(String name) {
        return name.matches("[A-Za-z_$:.-]{1,60}") ? "'" + name + "'" : "of that name";
    }
}
